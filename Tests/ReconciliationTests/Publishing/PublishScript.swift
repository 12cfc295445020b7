import GitStore
import Manifests
import Synchronization

@testable import Reconciliation

/// A remote branch that answers as it is told; it is the fixture's repository all the same, so that ancestry is real.
final class PublishScript: Sendable {
    enum Answer: Sendable {
        /// The branch moves to the commit.
        case pushed
        /// Somebody else moved the branch first.
        case lost
        case rejected(String)
        /// The branch moves, and the answer is lost on its way.
        case pushedThenBroken(GitError.Code)
        /// Nothing arrives.
        case broken(GitError.Code)
        /// Nothing arrives, and somebody else moved the branch meanwhile.
        case brokenThenLost(GitError.Code)
    }

    let fixture: BranchFixture
    private let state: Mutex<State>

    private struct State {
        var answers: [Answer]
        var remote: GitObjectID
        var pushes = 0
        var rivals = 0
    }

    init(_ fixture: BranchFixture, _ answers: [Answer]) {
        self.fixture = fixture
        state = Mutex(State(answers: answers, remote: fixture.tip))
    }

    var remote: GitObjectID { state.withLock { $0.remote } }
    var pushes: Int { state.withLock { $0.pushes } }

    func publisher(attempts: Int = 40) -> BranchPublisher {
        BranchPublisher(
            fixture.repository, branch: "main", attempts: attempts,
            fetch: { () async throws(GitError) in self.remote },
            push: { commit, base async throws(GitError) in try await self.push(commit, base) })
    }

    private func push(_ commit: GitObjectID, _ base: GitObjectID) async throws(GitError) -> GitPushOutcome {
        let answer = state.withLock { state in
            state.pushes += 1
            return state.answers.isEmpty ? Answer.pushed : state.answers.removeFirst()
        }
        switch answer {
        case .pushed: return arrive(commit, base)
        case .lost:
            try await rival()
            return .lost(tip: nil)
        case .rejected(let words): return .rejected(words)
        case .pushedThenBroken(let code):
            _ = arrive(commit, base)
            throw Self.broken(code)
        case .broken(let code): throw Self.broken(code)
        case .brokenThenLost(let code):
            try await rival()
            throw Self.broken(code)
        }
    }

    /// A server's compare-and-swap.
    private func arrive(_ commit: GitObjectID, _ base: GitObjectID) -> GitPushOutcome {
        state.withLock { state in
            guard state.remote == base else { return .lost(tip: state.remote) }
            state.remote = commit
            return .pushed
        }
    }

    private func rival() async throws(GitError) {
        let (base, number) = state.withLock { state in
            state.rivals += 1
            return (state.remote, state.rivals)
        }
        let draft = GitCommitDraft(message: "Rival \(number)\n", author: BranchFixture.signature("Rival"))
        let id = try await fixture.repository.commit(
            ["rival-\(number).txt": .content([1])], onto: base, draft)
        state.withLock { $0.remote = id }
    }

    private static func broken(_ code: GitError.Code) -> GitError {
        GitError(code, operation: "push to main", message: "the connection broke")
    }
}
