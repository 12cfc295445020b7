import GitStore
import ImageModel
import Manifests
import Planning

/// Reads a rollback's files back: what was put back renders as it did, and nothing else renders to anything new.
struct RollbackVerification {
    let scanner: RepositoryScanner
    let scan: RepositoryScan
    let restorations: [Restoration]

    /// What one thing that is built renders to, by the places that decide it.
    private typealias Rendering = [(owner: ReferencePlace, text: String)]

    /// - Throws: `.conflict` with what would render to something that it neither is nor was.
    func verify(_ changes: [FileChange], _ repository: GitRepository) async throws(ReconciliationError) {
        let wanted = Self.renderings(scan.graph).mapValues(restored)
        let after = Self.renderings(edited(changes))
        let differing = wanted.filter { Self.texts($0.value) != Self.texts(after[$0.key] ?? []) }
        guard !differing.isEmpty else { return }
        let earlier = try await earlier(repository)
        for (name, wanted) in differing.sorted(by: { $0.key < $1.key }) {
            let found = Self.texts(after[name] ?? [])
            guard !earlier.contains(where: { Self.texts($0[name] ?? []) == found }) else { continue }
            throw conflict(wanted, found)
        }
    }

    private func restored(_ rendering: Rendering) -> Rendering {
        let texts = Dictionary(
            restorations.map { (ReferencePlace($0.current.occurrence), $0.restored.text) },
            uniquingKeysWith: { first, _ in first })
        return rendering.map { ($0.owner, texts[$0.owner] ?? $0.text) }
    }

    private func edited(_ changes: [FileChange]) -> RenderGraph {
        let edited = Dictionary(uniqueKeysWithValues: changes.map { ($0.path, $0.new) })
        return RenderGraph(
            scan.scans.map { old in (edited[old.file] ?? nil).map { scanner.locator.scan(old.file, $0) } ?? old })
    }

    /// What the whole repository rendered to where the restored references stood: a file that did not change since makes
    /// again of them what it made then.
    private func earlier(_ repository: GitRepository) async throws(ReconciliationError) -> [[String: Rendering]] {
        var renderings: [[String: Rendering]] = []
        for commit in Set(restorations.compactMap(\.at)).sorted() {
            let snapshot = try await gitErrors { () async throws(GitError) in try await repository.snapshot(of: commit)
            }
            renderings.append(Self.renderings(try await scanner.scan(SnapshotFiles(snapshot)).graph))
        }
        return renderings
    }

    private func conflict(_ wanted: Rendering, _ found: [String]) -> ReconciliationError {
        let missing = wanted.first { !found.contains($0.text) } ?? wanted.first
        let text = found.first { text in !wanted.contains { $0.text == text } } ?? "nothing"
        return ReconciliationError(
            .conflict, subject: missing?.owner.description,
            "it would render to '\(text.printable())' instead of '\((missing?.text ?? "").printable())': "
                + "base and overlay have to go back together; roll back by commit")
    }

    private static func renderings(_ graph: RenderGraph) -> [String: Rendering] {
        Dictionary(grouping: graph.contexts, by: \.name).mapValues { contexts in
            contexts.map { (ReferencePlace(graph.occurrences[$0.owner]), $0.formula.rendered()) }
        }
    }

    private static func texts(_ rendering: Rendering) -> [String] { rendering.map(\.text).sorted() }
}
