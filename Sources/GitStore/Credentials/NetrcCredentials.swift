internal import HTTPTransport

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What a netrc file says of a server (curl(1), `--netrc`): `$NETRC`, else `~/.netrc`, as git reads it through curl.
///
/// It knows hosts alone, so that it is used over HTTPS, and over plain HTTP on the loopback address. Its `default` entry is
/// not used: that would give a password to every server.
package struct NetrcCredentials: GitCredentialProvider {
    private let entries: [NetrcEntry]

    private static let mostBytes = 1 << 20

    package init(_ environment: [String: String]) {
        let home = environment["HOME"].map { "\($0)/.netrc" }
        let path = environment["NETRC"].flatMap { $0.isEmpty ? nil : $0 } ?? home
        let bytes = path.flatMap { FileManager.default.contents(atPath: $0) } ?? Data()
        entries = bytes.count > Self.mostBytes ? [] : NetrcEntry.entries(String(decoding: bytes, as: UTF8.self))
    }

    package func credential(for url: GitRemoteURL) -> GitCredential? {
        guard url.scheme == .https || (url.scheme == .http && url.isLoopback) else { return nil }
        let entry = entries.first { entry in
            entry.host == url.host && entry.password != nil && (url.user == nil || entry.user == url.user)
        }
        return entry.flatMap { entry in entry.password.map { .basic(user: entry.user ?? "", password: $0) } }
    }
}

/// One `machine` of a netrc file.
struct NetrcEntry: Sendable, Hashable {
    let host: String
    var user: String?
    var password: Secret?

    /// Those that name a host, in their order.
    static func entries(_ text: String) -> [NetrcEntry] {
        var words = words(text)[...]
        var entries: [NetrcEntry] = []
        var isNamed = false
        while let word = words.popFirst() {
            switch word {
            case "machine":
                guard let host = words.popFirst() else { return entries }
                entries.append(NetrcEntry(host: host.lowercased()))
                isNamed = true
            case "default": isNamed = false
            case "login", "user": if let value = words.popFirst(), isNamed { entries[entries.count - 1].user = value }
            case "password":
                if let value = words.popFirst(), isNamed { entries[entries.count - 1].password = Secret(value) }
            case "account": words = words.dropFirst()
            default: continue
            }
        }
        return entries
    }

    /// Without comments and macros, which end at an empty line.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isMacro = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if isMacro {
                isMacro = !line.allSatisfy(\.isWhitespace)
                continue
            }
            var rest = line.drop(while: \.isWhitespace)
            while let first = rest.first, first != "#" {
                let word = first == "\"" ? quoted(&rest) : plain(&rest)
                if word == "macdef", first != "\"" {
                    isMacro = true
                    break
                }
                words.append(word)
                rest = rest.drop(while: \.isWhitespace)
            }
        }
        return words
    }

    private static func plain(_ rest: inout Substring) -> String {
        let word = rest.prefix { !$0.isWhitespace }
        rest = rest[word.endIndex...]
        return String(word)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        rest.removeFirst()
        var word = ""
        while let letter = rest.popFirst(), letter != "\"" {
            word.append(letter == "\\" ? rest.popFirst() ?? letter : letter)
        }
        return word
    }
}
