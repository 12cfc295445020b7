import PinnaceTestSupport
import Testing

@testable import Controller

/// The operator's file is read strictly, and what stands in it is in no message.
@Suite struct NotificationFileTests {
    private static func targets(_ text: String, for namespace: String = "team-a") throws -> [NotificationTarget] {
        let directory = try TemporaryDirectory("notifications")
        try directory.write("targets.yaml", text)
        do {
            return try NotificationFile.targets(at: directory.path("targets.yaml"), for: namespace)
        } catch {
            throw NotificationProblem(
                "\(error)".replacing(directory.path("targets.yaml"), with: "targets.yaml"))
        }
    }

    @Test func theDocumentedFileIsRead() throws {
        let page = try ProjectFile("docs/notifications.md").text()
        let blocks = page.matches(of: #/```yaml\n((?s:.*?))```/#).map { String($0.1) }
        let text = try #require(blocks.first { $0.contains("kind: Notifications") })
        let targets = try Self.targets(text)
        #expect(targets.map(\.type) == [.slack, .webhook])
        #expect(targets[0].events == [.failure, .rollback])
        #expect(targets[1].events.isEmpty)
        #expect(targets[1].address.token != nil)
        #expect(!targets.contains { !$0.isOperators })
        #expect(try Self.targets(text, for: "team-c").map(\.type) == [.slack])
    }

    @Test(arguments: [
        ("targets: []", "'targets.yaml' cannot be read at 1:1: missing-key"),
        ("kind: Other\napiVersion: pinnace.dev/v1alpha1\ntargets: []", "'targets.yaml' is not of kind Notifications"),
        (
            "apiVersion: pinnace.dev/v1alpha1\nkind: Notifications\ntargets: [{type: slack, adress: 's3cret'}]",
            "'targets.yaml' cannot be read at 3:25: unknown-key"
        ),
        (
            "apiVersion: pinnace.dev/v1alpha1\nkind: Notifications\ntargets: [{type: mail, address: 'https://s3cret'}]",
            "'targets.yaml', targets[0]: 'type' is one of webhook, slack, flux"
        ),
        (
            "apiVersion: pinnace.dev/v1alpha1\nkind: Notifications\ntargets: [{type: slack, address: 's3cret'}]",
            "'targets.yaml', targets[0]: 'address' is not the URL of a web server"
        ),
        (
            "apiVersion: pinnace.dev/v1alpha1\nkind: Notifications\n"
                + "targets: [{type: slack, address: 'https://s3cret', events: [all]}]",
            "'targets.yaml', targets[0]: 'events' are commit, rollback, failure, recovery, blocked"
        ),
    ])
    func whatIsWrongIsSaidWithoutTheSecret(_ text: String, _ message: String) {
        #expect(throws: NotificationProblem(message)) { try Self.targets(text) }
    }
}
