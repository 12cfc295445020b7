import ImageModel
import Manifests

/// What images have to run on, as far as the repository's files say it.
struct ProposedPlatforms {
    /// Those that something can run on alone, which tells that there are such nodes.
    let required: [Platform: ReferenceTally]
    /// References that run on Windows: nothing that holds for the others.
    private(set) var windows = ReferenceTally()

    init(_ references: [ProposalReference]) {
        var required: [Platform: ReferenceTally] = [:]
        for reference in references {
            for platform in Self.platforms(of: reference.occurrence) {
                if platform.os == "windows" {
                    windows.add(reference.occurrence.file)
                } else {
                    required[platform, default: ReferenceTally()].add(reference.occurrence.file)
                }
            }
        }
        self.required = required
    }

    private static func platforms(of occurrence: ImageOccurrence) -> [Platform] {
        occurrence.platforms.isEmpty
            ? occurrence.nodes.map { [$0.only].compactMap(\.self) } ?? [] : occurrence.platforms
    }
}

extension NodeChoice {
    /// The one platform that the nodes have; `nil` where several would do, or nothing says.
    fileprivate var only: Platform? {
        let platforms = Set(terms.map(\.only))
        return platforms.count == 1 ? platforms.first ?? nil : nil
    }
}

extension [NodeChoice.Requirement] {
    fileprivate var only: Platform? {
        guard let architecture = value(.architecture) else {
            return value(.system) == "windows" ? Platform(os: "windows", architecture: "amd64") : nil
        }
        return Platform(os: value(.system) ?? "linux", architecture: architecture)
    }

    private func value(_ label: NodeChoice.Label) -> String? {
        let values = first { $0.label == label && $0.isOneOf }?.values ?? []
        return values.count == 1 ? values.first : nil
    }
}
