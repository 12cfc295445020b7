/// The sections of AWS' `credentials` and `config` files.
struct AWSProfiles: Sendable {
    private var profiles: [String: AWSProfile] = [:]
    private var sessions: [String: [String: String]] = [:]

    init(environment: [String: String]) throws(CredentialError) {
        let home = environment["HOME"]
        func text(_ variable: String, _ file: String) throws(CredentialError) -> String? {
            if let named = environment.setting(variable) {
                let path = named.hasPrefix("~/") ? (home ?? "") + named.dropFirst() : named
                return try CloudFile.bytes(path).map { String(decoding: $0, as: UTF8.self) }
            }
            // A home that is somebody else's is none.
            let bytes = home.flatMap { try? CloudFile.bytes("\($0)/.aws/\(file)") }
            return bytes.map { String(decoding: $0, as: UTF8.self) }
        }
        for line in Self.settings(try text("AWS_CONFIG_FILE", "config") ?? "") {
            let words = ShellWords.split(line.section) ?? []
            switch (words.count, words.first) {
            case (2, "profile"): profiles[words[1], default: AWSProfile(words[1])].configured[line.key] = line.value
            case (2, "sso-session"): sessions[words[1], default: [:]][line.key] = line.value
            case (1, "default"?): profiles["default", default: AWSProfile("default")].configured[line.key] = line.value
            default: continue
            }
        }
        for line in Self.settings(try text("AWS_SHARED_CREDENTIALS_FILE", "credentials") ?? "") {
            profiles[line.section, default: AWSProfile(line.section)].credentials[line.key] = line.value
        }
    }

    subscript(name: String) -> AWSProfile? { profiles[name] }

    /// An `[sso-session name]`.
    func session(_ name: String) -> [String: String]? { sessions[name] }

    private typealias Setting = (section: String, key: String, value: String)

    private static func settings(_ text: String) -> [Setting] {
        var section: String?
        var settings: [Setting] = []
        for line in text.split(whereSeparator: \.isNewline) {
            // A nested setting, or a comment.
            guard let first = line.first, !first.isWhitespace, first != "#", first != ";" else { continue }
            if first == "[" {
                section = trim(line.dropFirst().prefix { $0 != "]" })
            } else if let section, let equals = line.firstIndex(of: "=") {
                let value = trim(line[line.index(after: equals)...])
                settings.append((section, trim(line[..<equals]).lowercased(), value))
            }
        }
        return settings
    }

    private static func trim(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
