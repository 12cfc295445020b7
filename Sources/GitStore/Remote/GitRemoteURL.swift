internal import HTTPTransport

/// Where a remote repository is. Password or token in the given text are kept apart and never printed.
package struct GitRemoteURL: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable, Hashable {
        case http, https, ssh, git, file
    }

    package let scheme: Scheme
    package let user: String?
    let password: Secret?
    /// Lower case; empty for files.
    package let host: String
    package let port: Int?
    /// With its slash for http, https, git and file; for ssh as the server's shell gets it (`/srv/x.git`, `~me/x.git`).
    package let path: String

    /// Reads `https://`, `http://`, `ssh://`, `git://`, `file://`, `user@host:path` and local paths.
    ///
    /// - Throws: `.invalid` for another scheme, and for a user, host or path that a command could take for an option.
    package init(_ text: String) throws(GitError) {
        guard !text.isEmpty,
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) || text.hasPrefix("/")
        else { throw Self.unusable(text, "a URL has no spaces or control characters") }
        if let mark = text.firstRange(of: "://") {
            try self.init(scheme: text[..<mark.lowerBound].lowercased(), rest: text[mark.upperBound...], text: text)
        } else if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
            let (user, host) = Self.split(text[..<colon], at: "@")
            try self.init(
                .ssh, user: user.map(String.init), password: nil, authority: host,
                path: String(text[text.index(after: colon)...]),
                text: text)
        } else {
            try self.init(.file, user: nil, password: nil, authority: "", path: text, text: text)
        }
    }

    private init(scheme name: String, rest: Substring, text: String) throws(GitError) {
        guard let scheme = Self.schemes[name] else {
            throw Self.unusable(
                text, "\(name):// is not supported; use https://, ssh://, user@host:path or a local path")
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (userInfo, authority) = Self.split(rest[..<slash], at: "@")
        let parts = (userInfo ?? "").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let user = parts.first.flatMap { $0.isEmpty ? nil : Self.decoded($0) }
        let password = parts.count > 1 ? Secret(Self.decoded(parts[1])) : nil
        var path = String(rest[slash...])
        if scheme == .ssh, path.hasPrefix("/~") { path.removeFirst() }
        if scheme == .file { path = Self.decoded(path[...]) }
        try self.init(scheme, user: user, password: password, authority: authority, path: path, text: text)
    }

    private init(
        _ scheme: Scheme, user: String?, password: Secret?, authority: Substring, path: String, text: String
    ) throws(GitError) {
        self.scheme = scheme
        self.user = user
        self.password = password
        self.path = path
        let (host, port) = try Self.hostAndPort(authority, text: text)
        self.host = host
        self.port = port
        let isRemote = scheme != .file
        guard !isRemote || !host.isEmpty else { throw Self.unusable(text, "it names no host") }
        guard ![host, user ?? "", path].contains(where: { $0.hasPrefix("-") }) else {
            throw Self.unusable(text, "its user, host or path begins with `-`, which a command takes for an option")
        }
        guard (user ?? "").unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw Self.unusable(text, "its user has a control character in it")
        }
        guard !path.isEmpty, isRemote || path.hasPrefix("/") || authority.isEmpty else {
            throw Self.unusable(text, "it names no path")
        }
    }

    private static let schemes: [String: Scheme] = [
        "http": .http, "https": .https, "file": .file, "ssh": .ssh, "git+ssh": .ssh, "ssh+git": .ssh,
        "git": .git,
    ]
}

extension GitRemoteURL {
    /// The URL without user's password: for messages, for libgit2 and for the git configuration.
    package var description: String {
        switch scheme {
        case .file: path
        case .http, .https, .git: "\(scheme)://\(authority)\(path)"
        case .ssh: "ssh://\(user.map { $0 + "@" } ?? "")\(authority)\(path.hasPrefix("/") ? "" : "/")\(path)"
        }
    }

    /// Host and port, brackets around an IPv6 address.
    package var authority: String {
        (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }

    /// Whether it is this machine by one of its own names: there plain HTTP gives nothing away.
    package var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

    /// Scheme, host and port with its default: what credentials are given to.
    package var origin: String { "\(scheme)://\(host):\(defaultedPort)" }

    var defaultedPort: Int { port ?? [.https: 443, .http: 80, .ssh: 22, .git: 9418][scheme] ?? 0 }

    private static func split(_ text: Substring, at mark: Character) -> (Substring?, Substring) {
        guard let index = text.lastIndex(of: mark) else { return (nil, text) }
        return (text[..<index], text[text.index(after: index)...])
    }

    private static func hostAndPort(_ text: Substring, text whole: String) throws(GitError) -> (String, Int?) {
        var host = text
        var port: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            port = rest.hasPrefix(":") ? rest.dropFirst() : nil
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard let port, !port.isEmpty else { return (host.lowercased(), nil) }
        guard let number = Int(port), (1...65535).contains(number) else {
            throw unusable(whole, "its port is not a number from 1 to 65535")
        }
        return (host.lowercased(), number)
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            if byte == UInt8(ascii: "%"), digits.count == 2 {
                bytes.append(UInt8(digits[0] << 4 | digits[1]))
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Nothing after the scheme is shown: what could not be read may hold a token.
    private static func unusable(_ text: String, _ why: String) -> GitError {
        let shown =
            text.firstRange(of: "://").map { text[..<$0.upperBound] + "…" }
            ?? Substring(text.contains("@") ? "…" : text)
        return GitError(.invalid, operation: "use the repository URL \(shown)", message: why)
    }
}
