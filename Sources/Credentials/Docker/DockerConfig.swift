import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What Docker's `config.json`, or containers' `auth.json`, says of credentials; the rest of the file is not read.
struct DockerConfig: Sendable {
    struct Entry: Sendable, Decodable {
        let auth: String?
        let username: String?
        let password: String?
        let identitytoken: String?
        let registrytoken: String?
    }

    private struct File: Decodable {
        let auths: [String: Entry?]?
        let credHelpers: [String: String]?
        let credsStore: String?
    }

    private let source: String
    private let entries: [(key: DockerConfigKey, entry: Entry)]
    private let programs: [(key: DockerConfigKey, name: String)]
    private let store: String?

    /// - Parameter source: the file's path or the variable's name, for errors.
    init(parsing bytes: [UInt8], from source: String) throws(CredentialError) {
        // Docker takes a file without anything in it for one without entries.
        let isEmpty = bytes.allSatisfy { [0x09, 0x0A, 0x0D, 0x20].contains($0) }
        // The decoder's own words may quote what stands there.
        guard let file = try? JSONDecoder().decode(File.self, from: isEmpty ? Data("{}".utf8) : Data(bytes)) else {
            throw CredentialError(
                .invalidFile, subject: source,
                message: "this is no Docker configuration: it is not JSON, or its auths, credHelpers or credsStore "
                    + "do not have the form that Docker writes"
            )
        }
        self.source = source
        entries = Self.sorted(file.auths?.compactMapValues(\.self)).map { (key: $0, entry: $1) }
        programs = Self.sorted(file.credHelpers).map { (key: $0, name: $1) }
        store = file.credsStore.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The program that is to be asked for a repository: that of its host, else the one for all.
    func program(for repository: ImageRepository) -> String? {
        programs.first { $0.key.matches(repository) }?.name ?? store
    }

    /// What the file itself holds for a repository; `nil` where it holds nothing, as where a program keeps it.
    func credential(for repository: ImageRepository) throws(CredentialError) -> RegistryCredential? {
        for (key, entry) in entries where key.matches(repository) {
            if let credential = try credential(entry, key.text) { return credential }
        }
        return nil
    }

    private func credential(_ entry: Entry, _ key: String) throws(CredentialError) -> RegistryCredential? {
        if let token = entry.registrytoken, !token.isEmpty { return .bearer(Secret(token)) }
        if let token = entry.identitytoken, !token.isEmpty { return .identityToken(Secret(token)) }
        if let auth = entry.auth, !auth.isEmpty { return try basic(auth, key) }
        guard let username = entry.username, let password = entry.password, !username.isEmpty else { return nil }
        return .basic(username: username, password: Secret(password))
    }

    /// Base64 of `user:password`, to which some tools append NULs.
    private func basic(_ auth: String, _ key: String) throws(CredentialError) -> RegistryCredential {
        guard let data = Data(base64Encoded: auth.filter { !$0.isWhitespace }),
            let text = String(bytes: data.prefix { $0 != 0 }, encoding: .utf8),
            let colon = text.firstIndex(of: ":"), colon != text.startIndex
        else {
            throw CredentialError(
                .invalidEntry, subject: source,
                message: "the 'auth' of '\(key)' is not base64 of user:password: log in to \(key) again"
            )
        }
        return .basic(username: String(text[..<colon]), password: Secret(String(text[text.index(after: colon)...])))
    }

    private static func sorted<Value>(_ table: [String: Value]?) -> [(DockerConfigKey, Value)] {
        (table ?? [:]).map { (DockerConfigKey($0.key), $0.value) }.sorted { $0.0.precedes($1.0) }
    }
}
