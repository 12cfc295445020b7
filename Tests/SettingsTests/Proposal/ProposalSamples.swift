import Manifests
import Planning
import Settings
import Testing

/// Repositories that a configuration is proposed for.
enum ProposalSamples {
    /// What is found in files, by their paths.
    static func references(_ files: [String: String]) throws -> [ProposalReference] {
        let scans = try files.sorted { $0.key < $1.key }.map { path, text in
            FileLocator().scan(try #require(RepositoryPath(path)), Array(text.utf8))
        }
        let graph = RenderGraph(scans)
        let texts = EffectiveTexts(graph)
        return graph.occurrences.enumerated().compactMap { index, occurrence in
            ProposalReference(occurrence, text: texts.leading(index))
        }
    }

    /// A proposal for pods with these images, one in each file.
    static func proposal(_ images: String..., wishes: ConfigProposal.Wishes = .init()) throws -> ConfigProposal {
        let files = images.enumerated().map { ("k8s/\($0.offset).yaml", pod($0.element)) }
        return ConfigProposal(try references(Dictionary(uniqueKeysWithValues: files)), wishes)
    }

    static func pod(_ image: String, _ spec: String = "") -> String {
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: \"\(image)\"}]\(spec)}\n"
    }

    /// From these places, to that one.
    static func wishes(to target: String, from sources: String...) throws -> ConfigProposal.Wishes {
        var wishes = ConfigProposal.Wishes()
        wishes.target = try RegistryPlace(target: target, option: "--to")
        wishes.sources = try sources.map { try RegistryPlace(parsing: $0, option: "--from") }
        return wishes
    }
}
