import Foundation
import GitStore
import PinnaceTestSupport

/// A bare repository on the "server" with one commit, and git's command line to look at it.
struct GitFixture: Sendable {
    let scratch: GitScratch
    let git: GitCommandLine
    /// The directory that holds the bare repository `config.git`.
    let root: String

    var bare: String { root + "/config.git" }

    /// - Parameter files: the first commit on `main`.
    init(files: [String: String] = ["a.yaml": "image: one\n", "k8s/b.yaml": "image: two\n"]) async throws {
        scratch = try GitScratch()
        git = try GitCommandLine(scratch)
        root = try scratch.makeDirectory("served")
        try await git.run(in: root, "init", "-q", "--bare", "config.git")
        try await git.run(in: bare, "config", "http.receivepack", "true")
        try await git.run(in: bare, "config", "receive.denyNonFastForwards", "true")
        try await commit(files, "first")
    }

    /// Clones, or updates the clone of, the bare repository in a directory of the writer.
    func clone(_ name: String = "writer") async throws -> String {
        let path = scratch.path(name)
        if FileManager.default.fileExists(atPath: path) {
            try await git.run(in: path, "pull", "-q", "--rebase", "origin", "main")
        } else {
            try await git.run(in: root, "clone", "-q", "config.git", path)
        }
        return path
    }

    /// Somebody else's commit, pushed to `main`.
    @discardableResult
    func commit(
        _ files: [String: String], deleting gone: [String] = [], _ message: String
    ) async throws -> GitObjectID {
        let path = try await clone()
        for name in gone { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
        for (name, text) in files { try scratch.write("writer/\(name)", text) }
        try await git.run(in: path, "add", "-A")
        try await git.run(in: path, "commit", "-q", "-m", message)
        try await git.run(in: path, "push", "-q", "origin", "HEAD:main")
        return try await tip()
    }

    func tip(_ branch: String = "main") async throws -> GitObjectID {
        GitObjectID(try await git.run(in: bare, "rev-parse", branch))!
    }

    /// A hook of the server.
    func hook(_ name: String, _ script: String) async throws {
        try await git.makeScript("\(bare)/hooks/\(name)", script)
    }
}

extension GitSignature {
    static let tester = GitSignature(
        name: "Tester", email: "tester@example.com", time: Date(timeIntervalSince1970: 1_700_000_000),
        offsetMinutes: 120)
}

extension GitCommitDraft {
    static func test(_ message: String) -> GitCommitDraft {
        GitCommitDraft(message: message, author: .tester)
    }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
