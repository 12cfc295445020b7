internal import SystemPackage

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A bare copy of a remote repository in a cache directory, for any number of processes at a time.
///
/// It is only a cache: where it is damaged, it is fetched anew.
package struct GitMirror: Sendable {
    package let url: GitRemoteURL
    /// The directory of the copy, named for the URL.
    package let path: String
    private let network: GitNetwork
    private let slack: Int

    /// - Parameters:
    ///   - cache: a directory of this user's own; made where it is missing.
    ///   - slack: bytes by which the copy may grow, at the least, before what no branch leads to any more is dropped.
    package init(
        of url: GitRemoteURL, in cache: String, using network: GitNetwork, slack: Int = 64 << 20
    ) throws(GitError) {
        self.url = url
        self.network = network
        self.slack = slack
        do {
            try FileManager.default.createDirectory(
                atPath: cache, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw GitError(.io, operation: "make the cache directory \(cache)", message: "\(error)")
        }
        path = "\(cache)/\(try Self.name(of: url)).git"
    }

    /// What a fetch brought: the branch, its commit, and the repository to read it from.
    package struct Fetched: Sendable {
        package let repository: GitRepository
        package let branch: String
        package let commit: GitObjectID
    }

    /// Brings a branch (`nil`: the remote's default) up to date, and others whose names begin with one of the prefixes. One process at a time does so; the others wait.
    ///
    /// - Throws: as ``GitRepository/fetch(branch:along:from:as:using:)``.
    package func fetch(branch: String? = nil, along prefixes: [String] = []) async throws(GitError) -> Fetched {
        let lock = try await FileLock.acquire(path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        do throws(GitError) {
            return try await fetchLocked(branch, along: prefixes)
        } catch {
            guard Self.isDamage(error), FileManager.default.fileExists(atPath: path) else { throw error }
            try discard()
            return try await fetchLocked(branch, along: prefixes)
        }
    }

    /// As ``fetch(branch:)``, from nothing: for whoever met `.damaged` while reading.
    package func fetchAnew(branch: String? = nil) async throws(GitError) -> Fetched {
        let lock = try await FileLock.acquire(path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        if FileManager.default.fileExists(atPath: path) { try discard() }
        return try await fetchLocked(branch)
    }

    /// Pushes a commit made in ``Fetched/repository``; see ``GitRepository/push(_:to:of:expecting:as:using:)``.
    package func push(
        _ commit: GitObjectID, to branch: String, expecting: GitObjectID?, from repository: GitRepository
    ) async throws(GitError) -> GitPushOutcome {
        try await repository.push(commit, to: branch, of: url, expecting: expecting, as: "origin", using: network)
    }

    /// Puts a commit in the place of a branch of one's own; see
    /// ``GitRepository/replace(_:expecting:with:of:as:using:)``.
    package func replace(
        _ branch: String, expecting: GitObjectID?, with commit: GitObjectID?, from repository: GitRepository
    ) async throws(GitError) -> GitPushOutcome {
        try await repository.replace(branch, expecting: expecting, with: commit, of: url, as: "origin", using: network)
    }

    private func fetchLocked(_ branch: String?, along prefixes: [String] = []) async throws(GitError) -> Fetched {
        try sweep()
        let space = MirrorSpace(path, slack: slack)
        // Only a cache's size is at stake.
        try? await space.removeSuperseded { () async throws(GitError) in try await open() }
        let repository = try await open()
        let fetched = try await repository.fetch(branch: branch, along: prefixes, from: url, using: network)
        try await repository.requireReadable(fetched.commit)
        try? await space.tidy(repository)
        return Fetched(repository: repository, branch: fetched.branch, commit: fetched.commit)
    }

    private func open() async throws(GitError) -> GitRepository {
        try await GitRepository.create(at: path, bare: true, environment: network.environment)
    }

    /// Errors that come from the copy rather than from the remote or the disk.
    private static func isDamage(_ error: GitError) -> Bool {
        [.damaged, .notARepository, .git].contains(error.code)
    }

    /// Moves the copy away before it is removed, so that a crash in between leaves no half of it.
    private func discard() throws(GitError) {
        let away = "\(path).damaged-\(UInt32.random(in: .min ... .max))"
        do {
            try FileManager.default.moveItem(atPath: path, toPath: away)
            try FileManager.default.removeItem(atPath: away)
        } catch {
            throw GitError(.io, operation: "remove the damaged copy \(path)", message: "\(error)")
        }
    }
}

extension GitMirror {
    /// Readable letters of host and path, and enough of a hash to tell URLs apart.
    private static func name(of url: GitRemoteURL) throws(GitError) -> String {
        let text = url.origin + url.path
        let letters = (url.host + url.path).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
        let hash = try GitObjectID.ofBlob(Array(text.utf8)).hex.prefix(12)
        return String(letters.suffix(60)).trimming("-").trimming(".") + "-" + hash
    }

    /// Lock files that a killed process left would stand in the way for ever; nobody holds one for so long.
    private static let staleAfter: Double = 600

    private func sweep() throws(GitError) {
        for directory in ["", "refs", "objects/pack"] {
            let root = directory.isEmpty ? path : "\(path)/\(directory)"
            let names =
                directory == "refs"
                ? (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
                : (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
            for name in names where Self.isLeftover(name, in: directory) {
                removeIfStale("\(root)/\(name)")
            }
        }
    }

    private static func isLeftover(_ name: String, in directory: String) -> Bool {
        switch directory {
        case "objects/pack": name.hasPrefix("pack_") || name.hasPrefix("tmp_") || name.contains(".tmp")
        case "refs": name.hasSuffix(".lock") || name.hasPrefix("pinnace/push/")
        default: name.hasSuffix(".lock")
        }
    }

    private func removeIfStale(_ file: String) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let changed = attributes[.modificationDate] as? Date, -changed.timeIntervalSinceNow > Self.staleAfter
        else { return }
        try? FileManager.default.removeItem(atPath: file)
    }
}
