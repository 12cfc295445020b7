import Foundation

/// What a request to the token service asks for: GET with Basic credentials, or the OAuth2 form by POST.
struct TokenCall {
    enum Caller {
        case anonymous
        case user(String)
        case refused
    }

    let method: String
    private let fields: [(name: String, value: String)]
    private let basic: (user: String, password: String)?

    init(_ message: LoopbackHTTP.Message) {
        let words = message.start.split(separator: " ").map(String.init)
        method = words[0]
        let query = words[1].split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        fields = Self.form(query) + (method == "POST" ? Self.form(String(decoding: message.body, as: UTF8.self)) : [])
        basic = message.header("Authorization").flatMap(Self.credentials)
    }

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    var scopes: [String] {
        fields.filter { $0.name == "scope" }.flatMap { $0.value.split(separator: " ").map(String.init) }
    }

    /// `repository:<name>:<actions>`; the name may hold colons (a port).
    var access: [TokenSigner.Access] {
        scopes.compactMap { scope in
            let parts = scope.split(separator: ":").map(String.init)
            guard parts.count >= 3, let actions = parts.last else { return nil }
            let name = parts[1..<(parts.count - 1)].joined(separator: ":")
            return .init(type: parts[0], name: name, actions: actions.split(separator: ",").map(String.init))
        }
    }

    /// The user name that came, right or wrong.
    var claimedUser: String? { basic?.user ?? self["username"] ?? self["refresh_token"].map { _ in "<token>" } }

    func caller(_ rules: TokenServer.Rules) -> Caller {
        if let token = self["refresh_token"] {
            return rules.refreshTokens[token].map(Caller.user) ?? .refused
        }
        let form = self["username"].map { (user: $0, password: self["password"] ?? "") }
        guard let given = basic ?? form else { return .anonymous }
        return rules.accounts[given.user] == given.password ? .user(given.user) : .refused
    }

    private static func form(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: decode(parts[0]), value: parts.count > 1 ? decode(parts[1]) : "")
        }
    }

    private static func decode(_ text: some StringProtocol) -> String {
        let spaced = String(text).replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? spaced
    }

    private static func credentials(_ header: String) -> (user: String, password: String)? {
        guard header.lowercased().hasPrefix("basic "), let data = Data(base64Encoded: String(header.dropFirst(6)))
        else {
            return nil
        }
        let parts = String(decoding: data, as: UTF8.self).split(
            separator: ":",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}
