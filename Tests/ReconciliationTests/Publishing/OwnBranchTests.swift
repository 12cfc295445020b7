import GitStore
import Manifests
import Synchronization
import Testing

@testable import Reconciliation

@Suite struct OwnBranchTests {
    private let fixture: BranchFixture
    private let start: GitObjectID
    private static let file = "k8s/api.yaml"

    init() async throws {
        fixture = try await BranchFixture([Self.file: "image: a:1\n", "notes.md": "x\n"])
        start = fixture.tip
    }

    private static func proposal(_ text: String) -> CommitProposal {
        CommitProposal(
            changes: [FileChange(path: RepositoryPath(file)!, old: nil, new: Array(text.utf8))],
            message: "Pin a\n\nPinnace-Operation: reconcile\n")
    }

    private func branch(_ name: String = "pins", base: String = "main") throws -> OwnBranch {
        try OwnBranch(name, for: base, as: "{base}", in: fixture.repository) { _, _, _ in .pushed }
    }

    private func make(
        _ text: String = "image: a:2\n", over head: GitObjectID? = nil, instead state: OwnBranch.State = .absent
    ) async throws -> GitObjectID {
        try await branch().commit(
            Self.proposal(text), by: BranchFixture.identity("Pinnace"), onto: head ?? start, instead: state)
    }

    @Test func whatPinnaceMadeIsItsOwn() async throws {
        let tip = try await make()
        let commit = try await fixture.repository.commit(tip)
        #expect(
            commit.message.contains(
                "\nPinnace-Operation: reconcile\nPinnace-Base: main\nPinnace-Branch: {base}\nPinnace-Seal: "))
        #expect(try await branch().state(at: tip, over: start) == .own([commit], tip: tip))
        #expect(try await branch().state(at: nil, over: start) == .absent)
    }

    @Test func anotherOffersBranchIsNot() async throws {
        let tip = try await make()
        let other = try branch(base: "release")
        #expect(try await other.state(at: tip, over: start) == .foreign(try await fixture.repository.commit(tip)))
    }

    /// A commit on top, below, and in the place of Pinnace's own.
    @Test func anybodyElsesCommitMakesItForeign() async throws {
        let own = try await make()
        let above = try await fixture.commit(["notes.md": "y\n"], "A note", onto: own)
        #expect(try await isForeign(above, because: above))
        let message = try await fixture.repository.commit(own).message
        let amended = try await fixture.commit(
            [Self.file: "image: a:2\n", "notes.md": "y\n"], String(message.dropLast()), onto: start)
        #expect(try await isForeign(amended, because: amended))
        let below = try await fixture.commit(["notes.md": "z\n"], "Below", onto: start)
        let moved = try await fixture.commit([Self.file: "image: a:2\n"], String(message.dropLast()), onto: below)
        #expect(try await isForeign(moved, because: moved))
    }

    /// Nothing on it, and not made by Pinnace: somebody's branch all the same.
    @Test func aBranchWithoutACommitOfItsOwnIsSomebodys() async throws {
        #expect(try await isForeign(start, because: start))
    }

    private func isForeign(_ tip: GitObjectID, because commit: GitObjectID) async throws -> Bool {
        try await branch().state(at: tip, over: start) == .foreign(try await fixture.repository.commit(commit))
    }

    @Test func theSameOfferStaysWhereItIs() async throws {
        let own = try await make()
        let elsewhere = try await fixture.commit(["notes.md": "y\n"], "A note", onto: start)
        let state = try await branch().state(at: own, over: elsewhere)
        #expect(try await make(over: elsewhere, instead: state) == own)
        #expect(try await make("image: a:3\n", over: elsewhere, instead: state) != own)
        let touched = try await fixture.commit([Self.file: "# note\nimage: a:1\n"], "A comment", onto: start)
        #expect(try await make("# note\nimage: a:2\n", over: touched, instead: state) != own)
    }

    @Test func itIsReplacedWhereItWasLookedAtAlone() async throws {
        let calls = Mutex<[[GitObjectID?]]>([])
        let own = try await make()
        let state = try await branch().state(at: own, over: start)
        let branch = try OwnBranch("pins", for: "main", as: "{base}", in: fixture.repository) {
            _, tip, commit throws(GitError) in
            calls.withLock { $0.append([tip, commit]) }
            return commit == nil ? .lost(tip: nil) : .pushed
        }
        let next = try await make("image: a:3\n", instead: state)
        #expect(try await branch.bring(to: next, from: state) == .pushed(next))
        #expect(try await branch.bring(to: own, from: state) == .unchanged(own))
        #expect(try await branch.bring(to: nil, from: state) == .lost)
        #expect(try await branch.bring(to: nil, from: .absent) == .absent)
        #expect(calls.withLock(\.self) == [[own, next], [own, nil]])
    }

    @Test func theTrackedBranchIsNeverReplaced() {
        let error = #expect(throws: ReconciliationError.self) { try branch("main") }
        #expect(
            error?.description == "main: a change cannot be offered on the branch that it is for; name another one")
    }
}
