import GitStore

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A directory of this process's user alone, for keys that programs read as files.
struct KeyFolder: Sendable {
    private let path: String

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Writes a file that is there already and the same no second time; OpenSSH refuses a key whose last line has no end.
    ///
    /// - Returns: its path.
    func write(_ text: String, as name: String) throws -> String {
        let file = "\(path)/\(name)"
        let bytes = Data((text.hasSuffix("\n") || text.isEmpty ? text : text + "\n").utf8)
        if FileManager.default.contents(atPath: file) == bytes { return file }
        guard
            FileManager.default.createFile(atPath: file, contents: bytes, attributes: [.posixPermissions: 0o600])
        else { throw GitError(.io, operation: "write \(file)", message: "the key cannot be written") }
        return file
    }
}
