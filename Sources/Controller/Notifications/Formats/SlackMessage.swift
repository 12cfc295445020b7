import KubernetesAPI

/// A message for an incoming webhook of Slack (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). Texts of
/// others are escaped as Slack asks, so that none of them calls a channel.
struct SlackMessage: Encodable {
    struct Attachment: Encodable {
        let color: String
        let fallback: String
        let text: String
        let fields: [Field]
        let markdown = ["text"]

        enum CodingKeys: String, CodingKey {
            case color, fallback, text, fields
            case markdown = "mrkdwn_in"
        }
    }

    struct Field: Encodable {
        let title: String
        let value: String
        let short: Bool
    }

    private static let changes = 5

    let text: String
    let attachments: [Attachment]

    init(_ notice: Notice) {
        let name = "\(notice.object.namespace ?? "")/\(notice.object.name)"
        text = "*\(Self.escaped(name))*: \(notice.event.words)"
        var lines = [Self.escaped(notice.message)]
        lines += notice.changes.prefix(Self.changes).map { "• \(Self.code($0.from)) → \(Self.code($0.to))" }
        let more = notice.changes.count + notice.changesLeftOut - Self.changes
        if more > 0 { lines.append("and \(more) more") }
        let fields = [("Repository", notice.url), ("Branch", notice.branch ?? ""), ("Reason", notice.reason)]
        attachments = [
            Attachment(
                color: notice.isBad ? "danger" : "good", fallback: Self.escaped("\(name): \(notice.message)"),
                text: lines.joined(separator: "\n"),
                fields: fields.filter { !$0.1.isEmpty }.map {
                    Field(title: $0.0, value: Self.escaped($0.1), short: true)
                })
        ]
    }

    private static func code(_ text: String) -> String { "`\(escaped(text.replacing("`", with: "'")))`" }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension Notice.Event {
    fileprivate var words: String {
        switch self {
        case .commit: "images were pinned"
        case .rollback: "an image was rolled back"
        case .failure: "a run failed"
        case .recovery: "runs come through again"
        case .blocked: "images are blocked"
        }
    }
}
