import Crypto
package import Manifests
import SystemPackage

/// Where a ``HistoryIndex`` is kept from run to run: one file a repository. It is only a cache: what is damaged, or was
/// found out by other rules, is thrown away.
package struct HistoryStore: Sendable {
    private let folder: FilePath
    private let file: FilePath
    /// Of everything besides the commits that decides what is found.
    private let rules: SHA256.Digest

    /// Raised with the layout of the file, and with what a reference is said to render to.
    private static let version = 1
    private static let mostBytes = 64 << 20

    /// - Parameters:
    ///   - folder: the cache's; made where it is missing.
    ///   - repository: its git directory.
    ///   - selection: says which files are looked at; two that do the same read the same.
    package init(
        in folder: String, repository: String, program: String, options: LocatorOptions, selection: some Sendable
    ) {
        self.folder = FilePath(folder)
        let name = SHA256.hash(data: Array(repository.utf8)).prefix(12).map { HexByte.text($0) }.joined()
        file = self.folder.appending("\(name).history")
        let words = [
            "\(Self.version)", program, "\(FileLocator.version)", String(reflecting: options),
            String(reflecting: selection),
        ]
        rules = SHA256.hash(data: Array(words.joined(separator: "\0").utf8))
    }

    /// Empty where nothing fitting is kept.
    func load() -> HistoryIndex {
        guard let bytes = try? FileOnDisk.read(file.string, name: file.string),
            let payload = HistoryFile.payload(of: bytes, rules: rules),
            let entries = HistoryFile.entries(payload)
        else { return HistoryIndex() }
        return HistoryIndex(entries)
    }

    /// In one step. That it cannot be kept is no failure of the run.
    func save(_ index: HistoryIndex) {
        guard index.hasNews else { return }
        let bytes = HistoryFile.bytes(index.kept, rules: rules)
        guard bytes.count <= Self.mostBytes else { return }
        try? FileOnDisk.makeFolder(folder.removingLastComponent(), name: folder.string)
        try? FileOnDisk.makeFolder(folder, name: folder.string)
        try? FileOnDisk.replace(file, with: bytes, name: file.string)
    }
}

private enum HexByte {
    static func text(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
