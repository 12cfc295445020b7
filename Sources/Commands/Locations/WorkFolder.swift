import GitStore
import Manifests
import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder of manifests: a git work tree, a folder in one, or just a folder.
struct WorkFolder: Sendable {
    let path: String
    /// The work tree that it stands in; `nil` outside of git.
    let repository: GitRepository?

    /// - Parameter environment: where it says that git's settings stand.
    init(_ argument: String, environment: [String: String]) async throws {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: argument, isDirectory: &isDirectory) else {
            throw UsageError("'\(argument)' does not exist; name a folder or a repository's URL")
        }
        guard isDirectory else { throw UsageError("'\(argument)' is a file; name the folder of the repository") }
        let given = URL(filePath: argument, directoryHint: .isDirectory).standardizedFileURL.resolvingSymlinksInPath()
        // libgit2's start reads the certificates of every authority; a folder outside of git is spared it.
        let isInGit = Self.folders(from: given).contains { Self.holds(".git", $0) }
        repository = isInGit ? try await Self.repository(at: given.plainPath, environment) : nil
        path = Self.root(of: given, in: repository)
    }

    /// The nearest folder upwards with a `.pinnace`, else the work tree, else the folder itself.
    private static func root(of given: URL, in repository: GitRepository?) -> String {
        let top = repository?.workTree.map {
            URL(filePath: $0, directoryHint: .isDirectory).standardizedFileURL.plainPath
        }
        let nearest = folders(from: given).first { holds(".pinnace", $0) || $0.plainPath == top }
        return trimmed((nearest ?? given).plainPath)
    }

    /// A folder and those above it.
    private static func folders(from folder: URL) -> some Sequence<URL> {
        sequence(first: folder) { folder in
            folder.plainPath == "/" ? nil : folder.deletingLastPathComponent().standardizedFileURL
        }
    }

    private static func holds(_ name: String, _ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).plainPath)
    }

    private static func trimmed(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func repository(at path: String, _ environment: [String: String]) async throws -> GitRepository? {
        do throws(GitError) {
            let repository = try await GitRepository.open(path, environment: environment)
            return repository.workTree == nil ? nil : repository
        } catch {
            guard error.code == .notARepository else { throw error }
            return nil
        }
    }

    /// The folder below the work tree's top, with a `/` at its end; empty at the top.
    var prefix: String {
        guard let top = repository?.workTree.map(Self.trimmed), path != top, path.hasPrefix(top + "/") else {
            return ""
        }
        return String(path.dropFirst(top.count + 1)) + "/"
    }

    /// The files as they are on disk; in git, those that git would look at.
    func files() async throws -> WorkTreeFiles {
        guard let repository else { return try WorkTreeFiles(folder: path) }
        let prefix = prefix
        let files = try await repository.workTreeFiles().filter { $0.path.hasPrefix(prefix) }
        let kinds = files.compactMap { file in
            RepositoryPath(file.path.dropFirst(prefix.count)).map { ($0, file.kind.onDisk) }
        }
        let head = try await repository.head().commit
        let past = prefix.isEmpty ? head.map { RepositoryPast(repository, tip: $0) } : nil
        return WorkTreeFiles(root: path, kinds: kinds, revision: head?.hex, past: past)
    }

    /// The repository, for what needs a commit. A commit is made of the whole work tree.
    func committable() throws -> GitRepository {
        guard let repository else {
            throw UsageError("'\(path)' is not in a git work tree; a commit needs one")
        }
        guard prefix.isEmpty else {
            throw UsageError(
                "'\(path)' has a .pinnace of its own below the work tree's top; a commit is made from the top")
        }
        return repository
    }
}

extension GitFileKind {
    fileprivate var onDisk: FileOnDisk.Kind {
        switch self {
        case .file, .executable: .file
        case .symlink: .link
        case .submodule: .submodule
        }
    }
}

extension URL {
    /// As the file system spells it: `path()` would write a space as `%20`.
    fileprivate var plainPath: String { path(percentEncoded: false) }
}
