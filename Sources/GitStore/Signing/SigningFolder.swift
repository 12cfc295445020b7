#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A folder of the user's alone for what a signing program reads and writes; gone with its owner.
final class SigningFolder {
    private let path: String

    init() throws(GitError) {
        path = FileManager.default.temporaryDirectory.path() + "pinnace-sign-\(UUID().uuidString)"
        do {
            // Somebody else's folder of that name would be an error.
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Self.failure("make a folder for the signature", error)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ bytes: [UInt8]) throws(GitError) -> String {
        let file = "\(path)/\(name)"
        do {
            try Data(bytes).write(to: URL(filePath: file))
        } catch {
            throw Self.failure("write \(file)", error)
        }
        return file
    }

    /// What the program left; nothing where it left none.
    func read(_ name: String, limit: Int) -> [UInt8] {
        Array((FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()).prefix(limit))
    }

    private static func failure(_ what: String, _ error: any Error) -> GitError {
        GitError(.io, operation: SigningRun.operation, message: "cannot \(what): \(error)")
    }
}
