import GitStore
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What the argument of a command names.
enum RepositoryLocation: Sendable {
    /// A folder, in or out of git.
    case folder(WorkFolder)
    /// A repository elsewhere, worked on through a mirror.
    case remote(GitRemoteURL)

    /// - Parameter environment: where it says that git's settings stand.
    init(_ argument: String, environment: [String: String]) async throws {
        if Self.isRemote(argument) {
            self = .remote(try GitRemoteURL(argument))
        } else {
            self = .folder(try await WorkFolder(argument, environment: environment))
        }
    }

    /// A URL, or `user@host:path`, but not what exists as a folder.
    private static func isRemote(_ argument: String) -> Bool {
        if argument.contains("://") { return true }
        guard let colon = argument.firstIndex(of: ":"), !argument[..<colon].contains("/") else { return false }
        return !FileManager.default.fileExists(atPath: argument)
    }
}
