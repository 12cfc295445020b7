internal import HTTPTransport

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The `Authorization` that a CI's checkout left in git's settings for one server, as
/// `http.https://github.com/.extraheader`. One that is set for every server, or for many, is not used.
package struct ExtraHeaderCredentials: GitCredentialProvider {
    private struct Entry: Sendable {
        let scope: GitSettingScope
        let credential: GitCredential
    }

    private let entries: [Entry]

    package init(_ settings: GitHTTPSettings) {
        entries = settings.entries.compactMap { entry in
            guard entry.name == "extraheader", let scope = entry.scope, scope.namesHost,
                let credential = Self.credential(entry.value)
            else { return nil }
            return Entry(scope: scope, credential: credential)
        }
    }

    /// The most specific setting for the URL, as git chooses (git-config, `http.<url>.*`).
    package func credential(for url: GitRemoteURL) -> GitCredential? {
        entries
            .compactMap { entry in entry.scope.match(url).map { ($0, entry.credential) } }
            .max { $0.0 < $1.0 }?
            .1
    }

    /// git sends such a header with every request.
    package func unasked(for url: GitRemoteURL) -> GitCredential? { credential(for: url) }

    private static func credential(_ header: String) -> GitCredential? {
        guard let header = GitExtraHeader(header), header.isCredential else { return nil }
        let words = header.value.reveal().split(separator: " ")
        guard words.count == 2 else { return nil }
        switch words[0].lowercased() {
        case "bearer": return .bearer(Secret(String(words[1])))
        case "basic":
            guard let data = Data(base64Encoded: String(words[1])) else { return nil }
            let pair = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
            return pair.count == 2 ? .basic(user: String(pair[0]), password: Secret(String(pair[1]))) : nil
        default: return nil
        }
    }
}
