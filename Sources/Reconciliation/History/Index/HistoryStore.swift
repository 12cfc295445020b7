import Crypto
package import Manifests

/// Where a ``HistoryIndex`` is kept from run to run: one file a repository. It is only a cache.
package struct HistoryStore: Sendable {
    private let file: KeptFile

    /// Raised with the layout, and with what a reference is said to render to.
    private static let version = 1

    /// - Parameters:
    ///   - folder: the cache's; made where it is missing.
    ///   - repository: its git directory.
    ///   - selection: says which files are looked at; two that do the same read the same.
    package init(
        in folder: String, repository: String, program: String, options: LocatorOptions, selection: some Sendable
    ) {
        file = KeptFile(
            in: folder, name: "\(RepositoryHash(repository)).history", kind: "history",
            rules: [
                "\(Self.version)", program, "\(FileLocator.version)", String(reflecting: options),
                String(reflecting: selection),
            ])
    }

    /// Empty where nothing fitting is kept.
    func load() -> HistoryIndex {
        HistoryIndex(file.content().flatMap { HistoryLayout.entries($0) } ?? [:])
    }

    func save(_ index: HistoryIndex) {
        if index.hasNews { file.replace(with: HistoryLayout.bytes(index.kept)) }
    }
}

/// A name for a repository's files in a cache.
struct RepositoryHash: CustomStringConvertible {
    let description: String

    init(_ gitDirectory: String) {
        description = SHA256.hash(data: Array(gitDirectory.utf8)).prefix(12)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
