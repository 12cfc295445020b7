import GitStore
import Manifests
import Synchronization
import Testing

@testable import Reconciliation

@Suite struct BranchPublisherTests {
    private typealias Attempt = BranchPublisher.Attempt<String>

    /// Adds a line to a file that everybody's plan is about; the report tells what was planned on.
    private static func attempt(_ files: SnapshotFiles) async throws -> Attempt {
        let path = RepositoryPath("app.yaml")!
        let old = try await files.read(path) ?? []
        let change = FileChange(path: path, old: old, new: old + Array("# pinned\n".utf8))
        return attempt(CommitProposal(changes: [change], message: "Pin\n"), files)
    }

    private static func attempt(_ proposal: CommitProposal?, _ files: SnapshotFiles) -> Attempt {
        Attempt(proposal: proposal, identity: BranchFixture.identity("Pinnace"), report: files.revision ?? "")
    }

    private func script(_ answers: PublishScript.Answer...) async throws -> PublishScript {
        PublishScript(try await BranchFixture(["app.yaml": "kind: Pod\n"]), answers)
    }

    @Test func theFirstPushGetsThrough() async throws {
        let script = try await script()
        let base = script.remote
        let published = try await script.publisher().publish(from: base, observe: { _ in }, prepare: Self.attempt)
        #expect(published.commit == script.remote)
        #expect(published.base == base)
        #expect(try await script.fixture.text("app.yaml", at: script.remote) == "kind: Pod\n# pinned\n")
    }

    @Test func lostTwiceThenPushedOnWhatTheOthersLeft() async throws {
        let script = try await script(.lost, .lost)
        let events = Mutex<[BranchPublisher.Event]>([])
        let base = script.remote
        let published = try await script.publisher().publish(
            from: base, observe: { event in events.withLock { $0.append(event) } }, prepare: Self.attempt)
        #expect(script.pushes == 3)
        #expect(published.commit == script.remote)
        #expect(published.base != base)
        #expect(published.attempt.report == published.base.hex)
        let line = try await script.fixture.repository.firstParents(from: script.remote, limit: 10)
        #expect(line.map(\.subject) == ["Pin", "Rival 2", "Rival 1", "Begin"])
        #expect(try await script.fixture.text("rival-1.txt", at: script.remote) != nil)
        let lost = events.withLock { $0 }.compactMap { event -> (attempt: Int, pause: Duration)? in
            guard case .lost(let attempt, let pause) = event else { return nil }
            return (attempt, pause)
        }
        for (index, (attempt, pause)) in lost.enumerated() {
            #expect(attempt == index + 1)
            #expect(pause >= .milliseconds(20 << index) && pause <= .milliseconds(40 << index))
        }
        #expect(lost.count == 2)
        #expect(events.withLock { $0.last } == .committed(script.remote))
    }

    @Test func aRefusalIsToldInTheServersWordsAndNotTriedAgain() async throws {
        let script = try await script(.rejected("protected branch hook declined"))
        let base = script.remote
        let error = await #expect(throws: ReconciliationError.self) {
            try await script.publisher().publish(from: base, observe: { _ in }, prepare: Self.attempt)
        }
        #expect(error?.code == .push)
        #expect(
            error?.description
                == "main: the server does not take the push: protected branch hook declined. Where the branch is protected, "
                + "push to another one and open a change, or give this identity the right to push")
        #expect(script.pushes == 1)
        #expect(script.remote == base)
    }

    @Test(arguments: [GitError.Code.connectionFailed, .timedOut, .server])
    func aPushThatArrivedBeforeTheConnectionBrokeCounts(code: GitError.Code) async throws {
        let script = try await script(.pushedThenBroken(code))
        let published = try await script.publisher().publish(
            from: script.remote, observe: { _ in }, prepare: Self.attempt)
        #expect(published.commit == script.remote)
        #expect(script.pushes == 1)
    }

    @Test(arguments: [GitError.Code.connectionFailed, .timedOut, .server])
    func aConnectionThatBrokeBeforeIsAnError(code: GitError.Code) async throws {
        let script = try await script(.broken(code))
        let base = script.remote
        let error = await #expect(throws: GitError.self) {
            try await script.publisher().publish(from: base, observe: { _ in }, prepare: Self.attempt)
        }
        #expect(error?.description == "cannot push to main: the connection broke")
        #expect(script.remote == base)
    }

    @Test func aBrokenConnectionAndAnotherTipMeanPlanningAgain() async throws {
        let script = try await script(.brokenThenLost(.timedOut))
        let published = try await script.publisher().publish(
            from: script.remote, observe: { _ in }, prepare: Self.attempt)
        #expect(published.commit == script.remote)
        let line = try await script.fixture.repository.firstParents(from: script.remote, limit: 10)
        #expect(line.map(\.subject) == ["Pin", "Rival 1", "Begin"])
    }

    /// What is wrong with the credentials is wrong in the next attempt too.
    @Test func anAuthenticationErrorIsNotLookedInto() async throws {
        let script = try await script(.brokenThenLost(.authentication))
        await #expect(throws: GitError.self) {
            try await script.publisher().publish(from: script.remote, observe: { _ in }, prepare: Self.attempt)
        }
        #expect(script.pushes == 1)
    }

    @Test func nothingToDoIsNoCommit() async throws {
        let script = try await script()
        let base = script.remote
        let published = try await script.publisher().publish(
            from: base, observe: { _ in }, prepare: { Self.attempt(nil, $0) })
        #expect(published.commit == nil)
        #expect(published.base == base)
        #expect(script.pushes == 0)
    }

    @Test func somebodyElseDidItMeanwhile() async throws {
        let script = try await script(.lost)
        let published = try await script.publisher().publish(
            from: script.remote, observe: { _ in },
            prepare: { files in
                let done = try await files.read(RepositoryPath("rival-1.txt")!) != nil
                return done ? Self.attempt(nil, files) : try await Self.attempt(files)
            })
        #expect(published.commit == nil)
        #expect(published.base == script.remote)
        #expect(script.pushes == 1)
    }

    @Test func thereIsAnEndToLosing() async throws {
        let script = try await script(.lost, .lost, .lost)
        let error = await #expect(throws: ReconciliationError.self) {
            try await script.publisher(attempts: 3).publish(
                from: script.remote, observe: { _ in }, prepare: Self.attempt)
        }
        #expect(error?.code == .push)
        #expect(
            error?.description
                == "main: somebody else was faster 3 times in a row; nothing was pushed. Run it again when the branch is "
                + "quieter")
        #expect(script.pushes == 3)
    }

    @Test func cancellationEndsThePauseAtOnce() async throws {
        let script = try await script(.lost, .lost, .lost, .lost)
        let task = Task {
            try await script.publisher().publish(
                from: script.remote, observe: { _ in withUnsafeCurrentTask { $0?.cancel() } }, prepare: Self.attempt)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(script.pushes == 1)
    }

    @Test func anErrorOfThePlanEndsIt() async throws {
        let script = try await script()
        let error = await #expect(throws: ReconciliationError.self) {
            try await script.publisher().publish(
                from: script.remote, observe: { _ in },
                prepare: { _ in throw ReconciliationError(.configuration, "no") as any Error })
                as BranchPublisher.Published<String>
        }
        #expect(error?.code == .configuration)
        #expect(script.pushes == 0)
    }
}
