import GitStore
import ImageModel
import Manifests
import Planning

@testable import Reconciliation

/// Rolls back on a branch and commits what comes of it; holds are one line of text each.
struct RollbackFixture: Sendable {
    let branch: BranchFixture

    static let holdsPath = RepositoryPath(".pinnace/holds.txt")!
    static let field = "spec.template.spec.containers[0].image"

    static var ledger: HoldsLedger {
        HoldsLedger(
            path: holdsPath,
            reading: { holds($0) },
            adding: { hold, bytes in (bytes ?? []) + Array((line(hold) + "\n").utf8) })
    }

    init(_ files: [String: String]) async throws {
        branch = try await BranchFixture(files)
    }

    func plan(_ target: RollbackRequest.Target, reason: String? = nil) async throws -> RollbackDraft {
        var request = RollbackRequest(target, today: "2026-11-20")
        request.reason = reason
        let planner = RollbackPlanner(scanner: RepositoryScanner(), ledger: Self.ledger)
        return try await planner.plan(request, on: try await branch.files(), history: HistoryReader(branch.repository))
    }

    func plan(image: String, _ state: RollbackRequest.State = .previous) async throws -> RollbackDraft {
        try await plan(.image(try ImageSelection(image), state))
    }

    @discardableResult
    func commit(_ draft: RollbackDraft) async throws -> GitObjectID {
        try await branch.commit(CommitProposal(changes: draft.files, message: draft.message), by: "Ben")
    }

    @discardableResult
    func commit(_ files: [String: String], _ message: String) async throws -> GitObjectID {
        try await branch.commit(files, message)
    }

    private static func line(_ hold: Hold) -> String {
        [hold.image?.text, hold.file, hold.object, hold.field, hold.from, hold.to].map { $0 ?? "" }.joined(
            separator: "\t")
    }

    private static func holds(_ bytes: [UInt8]?) -> [Hold] {
        String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                $0.isEmpty ? nil : String($0)
            }
            var hold = Hold()
            hold.image = parts[0].flatMap { try? PathSegmentPattern($0) }
            (hold.file, hold.object, hold.field, hold.from, hold.to) = (
                parts[1], parts[2], parts[3], parts[4], parts[5]
            )
            return hold
        }
    }
}

extension RollbackDraft {
    /// A file as the rollback would leave it.
    func text(_ path: String) -> String? {
        files.first { $0.path.string == path }?.new.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Files besides that of the holds.
    var paths: [String] { files.map(\.path.string).filter { $0 != RollbackFixture.holdsPath.string } }
}
