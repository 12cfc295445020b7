import KubernetesAPI
import PinnaceTestSupport
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
}
