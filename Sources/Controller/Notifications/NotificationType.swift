/// How a receiver wants to be told.
package enum NotificationType: String, Sendable, CaseIterable, Decodable {
    /// JSON of Pinnace's own.
    case webhook
    /// An incoming webhook of Slack, or of what understands the same.
    case slack
    /// Flux's event, as its notification controller takes and gives it.
    case flux
}

/// Who is to be told, of what, and how.
struct NotificationTarget: Sendable {
    let type: NotificationType
    /// Empty for all.
    let events: Set<Notice.Event>
    let address: NotificationAddress
    /// Whether the one who installed the controller gave the address: it may then lead anywhere.
    let isOperators: Bool
}
