import HTTPTransport
import Subprocess

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `docker-credential-<name> get`: the server's name on standard input, `{ServerURL,Username,Secret}` on standard
/// output (docker-credential-helpers).
struct CredentialProgram: Sendable {
    /// More than any host has, and less than any pipe holds.
    private static let maximumServerName = 1 << 10
    private static let notFound = "credentials not found in native keychain"
    /// Stands for the user where the secret is an identity token.
    private static let tokenUser = "<token>"

    let executable: String
    let environment: [String: String]
    var timeout: Duration = .seconds(30)

    /// - Throws: `invalidProgramName` for a name that could lead out of the search path.
    init(name: String, environment: [String: String]) throws(CredentialError) {
        let isWord: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
        guard !name.isEmpty, name.count <= 64, name.allSatisfy(isWord) else {
            throw CredentialError(
                .invalidProgramName, subject: "credential program",
                message: "the configured name may hold letters, digits, '.', '_' and '-' alone; nothing was run"
            )
        }
        executable = "docker-credential-\(name)"
        self.environment = environment
    }

    /// - Returns: `nil` where the program knows no credential for the server.
    func get(_ server: String) async throws(CredentialError) -> RegistryCredential? {
        guard server.utf8.count <= Self.maximumServerName else { return nil }
        let (status, output) = try await run(server)
        guard status.isSuccess else {
            if output.contains(Self.notFound) { return nil }
            throw failure(.programFailed, "failed for \(server): run 'echo \(server) | \(executable) get' to see why")
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output.utf8)) else {
            throw failure(.invalidAnswer, "gave an answer for \(server) that is not the JSON it should be")
        }
        if answer.secret.isEmpty { return nil }
        let secret = Secret(answer.secret)
        return answer.username == Self.tokenUser
            ? .identityToken(secret) : .basic(username: answer.username, password: secret)
    }

    private struct Answer: Decodable {
        let username: String
        let secret: String

        enum CodingKeys: String, CodingKey {
            case username = "Username"
            case secret = "Secret"
        }
    }

    private func run(_ server: String) async throws(CredentialError) -> LocalProgram.Ending {
        try await LocalProgram(
            executable: executable, arguments: ["get"], environment: environment, timeout: timeout,
            purpose: " for \(server)",
            missing: "the Docker configuration names this program for \(server), and it is not installed: "
                + "install it, or take it out of credHelpers or credsStore"
        ).run(server + "\n")
    }

    private func failure(_ code: CredentialError.Code, _ message: String) -> CredentialError {
        CredentialError(code, subject: executable, message: message)
    }
}
