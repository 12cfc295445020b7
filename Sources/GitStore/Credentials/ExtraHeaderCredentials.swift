internal import CLibGit2
internal import HTTPTransport

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The `Authorization` that a CI's checkout left in the work tree's settings for one server, as
/// `http.https://github.com/.extraheader`. A header that is set for every server is not used.
package struct ExtraHeaderCredentials: GitCredentialProvider {
    private struct Entry: Sendable {
        let url: GitRemoteURL
        let credential: GitCredential
    }

    private let entries: [Entry]

    /// Reads the settings of a repository.
    package init(of repository: GitRepository) async throws(GitError) {
        entries = try await repository.extraHeaders().compactMap { subsection, header in
            guard let url = try? GitRemoteURL(subsection.hasSuffix("/") ? subsection : subsection + "/"),
                let credential = Self.credential(header)
            else { return nil }
            return Entry(url: url, credential: credential)
        }
    }

    /// The most specific setting for the URL, as git chooses (git-config, `http.<url>.*`).
    package func credential(for url: GitRemoteURL) -> GitCredential? {
        entries
            .filter { $0.url.origin == url.origin && (url.path + "/").hasPrefix($0.url.path) }
            .max { $0.url.path.utf8.count < $1.url.path.utf8.count }?
            .credential
    }

    /// git sends such a header with every request.
    package func unasked(for url: GitRemoteURL) -> GitCredential? { credential(for: url) }

    private static func credential(_ header: String) -> GitCredential? {
        let words = header.split(whereSeparator: { $0 == " " || $0 == ":" })
        guard words.count == 3, words[0].lowercased() == "authorization" else { return nil }
        switch words[1].lowercased() {
        case "bearer": return .bearer(Secret(String(words[2])))
        case "basic":
            guard let data = Data(base64Encoded: String(words[2])) else { return nil }
            let pair = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
            return pair.count == 2 ? .basic(user: String(pair[0]), password: Secret(String(pair[1]))) : nil
        default: return nil
        }
    }
}

extension GitRepository {
    /// The values of `http.<url>.extraheader` with their URLs.
    fileprivate func extraHeaders() throws(GitError) -> [(url: String, header: String)] {
        let operation = "read the settings http.*.extraheader"
        let config = try ConfigHandle(operation) { unsafe git_repository_config_snapshot(&$0, pointer) }
        let found = HeaderList()
        let result = unsafe git_config_foreach_match(
            config.pointer, "^http\\..+\\.extraheader$",
            { entry, list in
                guard let entry = unsafe entry, let list = unsafe list else { return 0 }
                unsafe Unmanaged<HeaderList>.fromOpaque(list).takeUnretainedValue().add(entry.pointee)
                return 0
            }, Unmanaged.passUnretained(found).toOpaque())
        try check(result, operation)
        return found.headers
    }
}

private final class HeaderList {
    private(set) var headers: [(url: String, header: String)] = []

    func add(_ entry: git_config_entry) {
        let name = unsafe String(cString: entry.name)
        let url = String(name.dropFirst("http.".count).dropLast(".extraheader".count))
        unsafe headers.append((url, String(cString: entry.value)))
    }
}
