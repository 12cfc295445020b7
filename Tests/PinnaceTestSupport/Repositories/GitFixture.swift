#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A git work tree that a test fills and looks into with the `git` command line, under a fixed identity and clock.
package struct GitFixture: Sendable {
    /// The work tree.
    package let path: String
    private let lifetime: TemporaryDirectory?

    /// An identity that no configuration file gives, and dates that make commit ids repeatable.
    package static let environment = [
        "GIT_AUTHOR_NAME": "Ana Developer", "GIT_AUTHOR_EMAIL": "ana@example.com",
        "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
        "GIT_COMMITTER_NAME": "Ana Developer", "GIT_COMMITTER_EMAIL": "ana@example.com",
        "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
    ]

    /// Makes a repository on `main` with one commit of these files.
    ///
    /// - Parameter directory: the work tree; a temporary one where it is `nil`.
    package static func make(_ files: [String: String] = [:], in directory: String? = nil) async throws -> GitFixture {
        let lifetime = directory == nil ? try TemporaryDirectory("git-fixture") : nil
        let fixture = GitFixture(path: directory ?? lifetime?.path ?? "", lifetime: lifetime)
        try await Command.run("git", ["init", "--quiet", "--initial-branch=main", fixture.path]).checked()
        for (name, text) in files { try fixture.write(name, text) }
        try await fixture.commit("Begin")
        return fixture
    }

    /// Clones a repository by URL or path.
    package static func clone(
        _ source: String,
        to directory: String? = nil,
        options: [String] = [],
        environment: [String: String] = [:]
    ) async throws -> GitFixture {
        let lifetime = directory == nil ? try TemporaryDirectory("git-clone") : nil
        let fixture = GitFixture(path: directory ?? lifetime?.path ?? "", lifetime: lifetime)
        let arguments = ["clone", "--quiet"] + options + [source, fixture.path]
        try await Command.run("git", arguments, environment: environment).checked()
        return fixture
    }

    /// Makes a bare copy, as a server keeps it.
    package func bareCopy(at directory: String) async throws {
        try await Command.run("git", ["clone", "--quiet", "--bare", path, directory]).checked()
    }
}

extension GitFixture {
    /// Runs `git` in the work tree and gives its output back, or throws with everything it printed.
    @discardableResult
    package func git(_ arguments: String..., environment: [String: String] = [:]) async throws -> String {
        let all = Self.environment.merging(environment) { $1 }
        return try await Command.run("git", ["-C", path] + arguments, environment: all).checked()
    }

    /// Commits everything that stands in the work tree and gives the commit's id back.
    @discardableResult
    package func commit(_ message: String) async throws -> String {
        try await git("add", "--all")
        try await git("commit", "--quiet", "--allow-empty", "--message", message)
        return try await head
    }

    package var head: String {
        get async throws { try await git("rev-parse", "HEAD") }
    }

    /// The first-parent commits' ids from the newest, of a branch or any other revision.
    package func history(_ revision: String = "HEAD") async throws -> [String] {
        try await git("rev-list", "--first-parent", revision).split(separator: "\n").map(String.init)
    }

    package func message(_ revision: String = "HEAD") async throws -> String {
        try await git("show", "--no-patch", "--format=%B", revision)
    }

    /// A file's bytes in a commit.
    package func bytes(_ file: String, at revision: String) async throws -> [UInt8] {
        let result = try await Command.run("git", ["-C", path, "cat-file", "blob", "\(revision):\(file)"])
        try result.checked()
        return result.outputBytes
    }

    /// Whether nothing differs from the last commit, and nothing untracked lies about.
    package var isClean: Bool {
        get async throws { try await git("status", "--porcelain").isEmpty }
    }

    package func write(_ file: String, _ text: String) throws {
        try write(file, bytes: Array(text.utf8))
    }

    package func write(_ file: String, bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: "\(path)/\(file)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    package func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)")))
    }

    package func read(_ file: String) throws -> String {
        String(decoding: try bytes(file), as: UTF8.self)
    }
}
