import KubernetesAPI
import PinnaceTestSupport
import Planning
import Testing

@testable import Controller

/// People are told of what is new, once: what the status says already was told when it was written.
@Suite struct NoticeTests {
    private static func resource(
        ready: String? = nil, reason: String = "Succeeded", blocked: Int? = nil
    ) -> ConfigRepository {
        var resource = ConfigRepository(
            metadata: .init(name: "apps", namespace: "team-a"),
            spec: .init(url: "https://ana:hunter2@git.example.com/team/config.git"))
        resource.status = ConfigRepositoryStatus()
        resource.status?.conditions = ready.map {
            [
                Condition(
                    type: "Ready", status: $0, reason: reason, message: "", observedGeneration: 1,
                    lastTransitionTime: "")
            ]
        }
        if let blocked {
            resource.status?.counts = .init()
            resource.status?.counts?.blocked = blocked
        }
        return resource
    }

    private static let failed = RunOutcome(DeadlineExceeded(limit: .seconds(600)))

    @Test func aFailureIsToldWhenItBegins() throws {
        for resource in [Self.resource(), Self.resource(ready: "True"), Self.resource(ready: "Unknown")] {
            let notice = try #require(Notice.notices(Self.failed, of: resource).first)
            #expect(notice.event == .failure)
            #expect(notice.reason == "TimedOut")
            #expect(notice.url == "https://git.example.com/team/config.git")
        }
        #expect(Notice.notices(Self.failed, of: Self.resource(ready: "False", reason: "TimedOut")).isEmpty)
        #expect(Notice.notices(Self.failed, of: Self.resource(ready: "False", reason: "GitFailed")).count == 1)
    }

    private static func outcome(commit: PushedCommit? = nil, blocked: [String] = []) -> RunOutcome {
        var plan = PlanSummary(Plan(revision: nil, files: 1, references: [], findings: []), isPublished: true)
        plan.counts.blocked = blocked.count
        plan.blocked = blocked.map {
            .init(file: "api.yaml", line: 1, image: $0, reason: "not-found", message: "the registry does not have it")
        }
        return RunOutcome(
            RunResult(revision: "5f2c", branch: "main", plan: plan, commit: commit), isDryRun: false)
    }

    @Test func aRecoveryIsToldAfterAFailure() throws {
        let notices = Notice.notices(Self.outcome(), of: Self.resource(ready: "False", reason: "TimedOut"))
        #expect(notices.map(\.event) == [.recovery])
        #expect(Notice.notices(Self.outcome(), of: Self.resource(ready: "True")).isEmpty)
        #expect(Notice.notices(Self.outcome(), of: Self.resource()).isEmpty)
    }

    @Test func moreThatIsBlockedIsTold() throws {
        let outcome = Self.outcome(blocked: ["gcr.io/a/api:1", "gcr.io/a/web:1"])
        let notice = try #require(Notice.notices(outcome, of: Self.resource(ready: "True", blocked: 1)).first)
        #expect(notice.event == .blocked)
        #expect(
            notice.message
                == "2 references are blocked, 1 more than before: gcr.io/a/api:1 in api.yaml (not-found), "
                + "gcr.io/a/web:1 in api.yaml (not-found)")
        #expect(Notice.notices(outcome, of: Self.resource(ready: "True", blocked: 2)).isEmpty)
        #expect(Notice.notices(outcome, of: Self.resource(ready: "True", blocked: 5)).isEmpty)
    }

    @Test func aCommitIsToldWithItsChanges() throws {
        let pins = (0..<25).map { Pin(file: "\($0).yaml", from: "a:1", to: "a:1@sha256:00") }
        let commit = PushedCommit(
            id: String(repeating: "8c", count: 20), subject: "Pin 25 images", changes: 25, pins: pins)
        let notice = try #require(Notice.notices(Self.outcome(commit: commit), of: Self.resource(ready: "True")).first)
        #expect(notice.event == .commit)
        #expect(notice.message == "Pin 25 images (8c8c8c8c8c8c on main)")
        #expect(notice.revision == commit.id)
        #expect(notice.changes.count == 20)
        #expect(notice.changesLeftOut == 5)
    }

    @Test func aRollbackIsToldInTheClustersOwnWords() {
        let verdict = RolloutCheck.Verdict(
            image: .init(from: "api:1@sha256:00", to: "api:2@sha256:11"),
            failure: RolloutFailure(place: "Pod team-a/api-7d9f", reason: "CrashLoopBackOff", message: "no such file"))
        let commit = PushedCommit(id: "8c1d", subject: "Roll back api", changes: 1, pins: [])
        let notice = Notice(verdict, by: commit, of: Self.resource())
        #expect(notice.event == .rollback)
        #expect(
            notice.message
                == "api:2@sha256:11 was taken back to api:1@sha256:00: Pod team-a/api-7d9f: CrashLoopBackOff: no such file"
        )
    }
}
