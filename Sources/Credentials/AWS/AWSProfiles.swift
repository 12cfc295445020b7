import HTTPTransport

/// The sections of AWS' `credentials` and `config` files.
struct AWSProfiles: Sendable {
    private var sections: [String: [String: String]] = [:]

    init(environment: [String: String]) throws(CredentialError) {
        let home = environment["HOME"].map { $0 + "/.aws/" }
        let config = environment["AWS_CONFIG_FILE"] ?? home.map { $0 + "config" }
        let credentials = environment["AWS_SHARED_CREDENTIALS_FILE"] ?? home.map { $0 + "credentials" }
        // Keys in the credentials file win.
        for path in [config, credentials].compactMap(\.self) {
            guard let bytes = try CloudFile.bytes(path) else { continue }
            add(String(decoding: bytes, as: UTF8.self))
        }
    }

    subscript(name: String) -> [String: String]? { sections[name] }

    private mutating func add(_ text: String) {
        var section: String?
        for line in text.split(whereSeparator: \.isNewline) {
            // A nested setting, or a comment.
            guard let first = line.first, !first.isWhitespace, first != "#", first != ";" else { continue }
            if first == "[" {
                let words = line.dropFirst().prefix { $0 != "]" }.split(separator: " ")
                section =
                    words.count == 2 && words[0] == "profile"
                    ? String(words[1]) : words.count == 1 ? String(words[0]) : nil
            } else if let section, let equals = line.firstIndex(of: "=") {
                sections[section, default: [:]][Self.trim(line[..<equals]).lowercased()] =
                    Self.trim(line[line.index(after: equals)...])
            }
        }
    }

    private static func trim(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension AWSCredentials {
    /// The long-lived keys of a profile.
    init?(profile: [String: String]) {
        guard let id = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] else { return nil }
        self.init(
            accessKeyID: id, secretAccessKey: Secret(secret),
            sessionToken: profile["aws_session_token"].map(Secret.init))
    }
}
