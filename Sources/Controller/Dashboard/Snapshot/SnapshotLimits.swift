/// What a snapshot may weigh: one repository's authors cannot take the memory of all others.
enum SnapshotLimits {
    /// References of one repository.
    static let references = 50_000
    /// References of all repositories together.
    static let allReferences = 100_000
    static let findings = 1_000
    static let holds = 1_000
    /// Hosts, and moves from host to host.
    static let hosts = 64
    /// Commits of a timeline.
    static let commits = 100
    /// Changes of one commit.
    static let changes = 20
    /// Bytes of one text.
    static let text = 1_024

    /// A text that is no longer than allowed; what was cut ends with an ellipsis.
    static func bounded(_ text: String) -> String {
        guard text.utf8.count > Self.text else { return text }
        return String(decoding: text.utf8.prefix(Self.text - 3), as: UTF8.self).trimmingReplacement + "…"
    }
}

extension String {
    /// Without the character that stands for one that was cut in two.
    fileprivate var trimmingReplacement: String { hasSuffix("\u{fffd}") ? String(dropLast()) : self }
}
