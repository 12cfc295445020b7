/// The URL in a setting `http.<url>.*` (git-config(1), "http.<url>.*"): scheme and port as they are, the host with `*` for
/// a label, the path down to a slash, and the user where it names one.
struct GitSettingScope: Sendable, Hashable {
    /// How much of a URL a scope says; more is stronger.
    struct Match: Comparable {
        let host: Int
        let path: Int
        let hasUser: Bool

        /// Of a setting without a URL.
        static let any = Match(host: 0, path: 0, hasUser: false)

        static func < (a: Match, b: Match) -> Bool {
            (a.host, a.path, a.hasUser ? 1 : 0) < (b.host, b.path, b.hasUser ? 1 : 0)
        }
    }

    private let url: GitRemoteURL
    private let labels: [Substring]
    /// With a slash at its end.
    private let path: String

    /// `nil` for what is no URL of a server.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://"),
            let url = try? GitRemoteURL(text[mark.upperBound...].contains("/") ? text : text + "/")
        else { return nil }
        self.url = url
        labels = url.host.split(separator: ".")
        path = url.path.hasSuffix("/") ? url.path : url.path + "/"
    }

    func match(_ other: GitRemoteURL) -> Match? {
        guard url.scheme == other.scheme, url.defaultedPort == other.defaultedPort, matches(host: other.host),
            url.user == nil || url.user == other.user, (other.path + "/").hasPrefix(path)
        else { return nil }
        return Match(host: url.host.utf8.count, path: path.utf8.count, hasUser: url.user != nil)
    }

    /// Whether it names this very host, not one among many.
    var namesHost: Bool { !labels.contains("*") }

    private func matches(host: String) -> Bool {
        if url.host == host { return true }
        let others = host.split(separator: ".")
        return !namesHost && labels.count == others.count
            && zip(labels, others).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
