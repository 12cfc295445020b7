import GitStore
import ImageModel
import Manifests
import PinnaceTestSupport
import Synchronization

@testable import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A bare repository whose one line of commits a test writes, a day apart each.
final class BranchFixture: Sendable {
    let repository: GitRepository
    private let directory: TemporaryDirectory
    private let state = Mutex<(tip: GitObjectID?, day: Int)>((nil, 0))

    /// 2026-11-01T12:00:00Z, the day before the first commit.
    private static let start = Date(timeIntervalSince1970: 1_793_534_400)

    /// - Parameter files: those of the first commit.
    init(_ files: [String: String]) async throws {
        directory = try TemporaryDirectory("branch-fixture")
        repository = try await GitRepository.create(at: directory.path, bare: true)
        try await commit(files, "Begin")
    }

    var tip: GitObjectID { state.withLock { $0.tip! } }

    static func identity(_ name: String = "Ana") -> GitIdentity {
        GitIdentity(author: signature(name), committer: signature(name))
    }

    static func signature(_ name: String = "Ana", day: Int = 0) -> GitSignature {
        GitSignature(name: name, email: "\(name.lowercased())@example.com", time: start + TimeInterval(day * 86_400))
    }

    /// Commits the files (an empty text takes one away) on the tip, or on another commit, and moves the tip there.
    @discardableResult
    func commit(
        _ files: [String: String], _ message: String, by name: String = "Ana", onto parent: GitObjectID? = nil
    ) async throws -> GitObjectID {
        let (base, day) = state.withLock { state in
            state.day += 1
            return (parent ?? state.tip, state.day)
        }
        let changes = files.mapValues { $0.isEmpty ? GitFileChange.delete : .content(Array($0.utf8)) }
        let draft = GitCommitDraft(message: message + "\n", author: Self.signature(name, day: day))
        let id = try await repository.commit(changes, onto: base, draft)
        state.withLock { $0.tip = id }
        return id
    }

    /// Commits what a run would write, with its own message.
    @discardableResult
    func commit(_ proposal: CommitProposal, by name: String = "Pinnace") async throws -> GitObjectID {
        let files = proposal.changes.map { ($0.path.string, String(decoding: $0.new ?? [], as: UTF8.self)) }
        return try await commit(Dictionary(uniqueKeysWithValues: files), proposal.message, by: name)
    }

    func files(at commit: GitObjectID? = nil) async throws -> SnapshotFiles {
        SnapshotFiles(try await repository.snapshot(of: commit ?? tip))
    }

    func text(_ path: String, at commit: GitObjectID? = nil) async throws -> String? {
        try await files(at: commit).read(RepositoryPath(path)!).map { String(decoding: $0, as: UTF8.self) }
    }
}
