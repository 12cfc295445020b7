import Crypto
import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Each receiver gets what it understands, byte for byte.
@Suite struct NotificationFormatTests {
    private static let reporter = (controller: "pinnace-controller", instance: "pod-0")

    private static func notice(_ message: String = "Pin 1 image (8c1d2e3f4051 on main)") -> Notice {
        var notice = Notice(
            event: .commit,
            object: ObjectReference(
                apiVersion: "pinnace.dev/v1alpha1", kind: "ConfigRepository", namespace: "team-a", name: "apps",
                uid: "u-1"),
            url: "https://git.example.com/team/config.git", branch: "main", reason: "Pushed", message: message,
            revision: "8c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4", time: Date(timeIntervalSince1970: 1_795_249_927))
        notice.changes = [.init(file: "api.yaml", from: "gcr.io/a/api:1", to: "r.example.com/api:1@sha256:00")]
        notice.changesLeftOut = 2
        return notice
    }

    private static func text(_ type: NotificationType, _ notice: Notice = notice(), token: Secret? = nil) throws
        -> String
    {
        String(decoding: try NotificationBody(notice, as: type, token: token, reporter: reporter).bytes, as: UTF8.self)
    }

    @Test func ofItsOwn() throws {
        let id = NotificationBody.id(Self.notice())
        #expect(id.count == 32)
        #expect(
            try Self.text(.webhook) == """
                {"apiVersion":"pinnace.dev/v1alpha1",\
                "changes":[{"file":"api.yaml","from":"gcr.io/a/api:1","to":"r.example.com/api:1@sha256:00"}],\
                "changesLeftOut":2,"event":"commit","id":"\(id)","kind":"Notification",\
                "message":"Pin 1 image (8c1d2e3f4051 on main)","reason":"Pushed",\
                "repository":{"branch":"main","name":"apps","namespace":"team-a",\
                "url":"https://git.example.com/team/config.git"},\
                "revision":"8c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4","severity":"info","time":"2026-11-21T08:32:07Z"}
                """)
    }

    @Test func ofFlux() throws {
        #expect(
            try Self.text(.flux) == """
                {"involvedObject":{"apiVersion":"pinnace.dev/v1alpha1","kind":"ConfigRepository","name":"apps",\
                "namespace":"team-a","uid":"u-1"},"message":"Pin 1 image (8c1d2e3f4051 on main)",\
                "metadata":{"pinnace.dev/event":"commit",\
                "pinnace.dev/revision":"main@sha1:8c1d2e3f405162738495a6b7c8d9eaf0b1c2d3e4"},"reason":"Pushed",\
                "reportingController":"pinnace-controller","reportingInstance":"pod-0","severity":"info",\
                "timestamp":"2026-11-21T08:32:07Z"}
                """)
    }

    @Test func ofSlackWithoutCallingAnybody() throws {
        let text = try Self.text(.slack, Self.notice("<!channel> & <https://evil.example.com|click>"))
        #expect(!text.contains("<"))
        #expect(text.contains("&lt;!channel&gt; &amp; &lt;https://evil.example.com|click&gt;"))
        #expect(text.contains(#""color":"good""#))
        #expect(text.contains(#""text":"*team-a/apps*: images were pinned""#))
        #expect(text.contains("`gcr.io/a/api:1` → `r.example.com/api:1@sha256:00`"))
    }

    @Test(arguments: [NotificationType.webhook, .flux])
    func whatIsSentIsSigned(_ type: NotificationType) throws {
        let body = try NotificationBody(
            Self.notice(), as: type, token: Secret("s3cret"), reporter: Self.reporter)
        let code = HMAC<SHA256>.authenticationCode(for: body.bytes, using: SymmetricKey(data: Array("s3cret".utf8)))
        #expect(body.headers["X-Signature"] == "sha256=" + code.map { String(format: "%02x", $0) }.joined())
        let unsigned = try NotificationBody(Self.notice(), as: type, token: nil, reporter: Self.reporter)
        #expect(unsigned.headers["X-Signature"] == nil)
    }
}
