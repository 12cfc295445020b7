import HTTPTransport
import Subprocess

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A program that prints an outside identity's token, run only where the environment allows it (google.aip.dev/auth/4117,
/// "Executable-sourced credentials"). No shell reads its line.
struct GoogleExecutable: Sendable {
    static let permission = "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES"

    private struct Answer: Decodable {
        let version: Int
        let success: Bool
        let tokenType, idToken, samlResponse: String?
        let expirationTime: Int?
    }

    private let executable: GoogleFileContent.Source.Executable
    private let content: GoogleFileContent
    private let file: GoogleCredentialFile

    init(
        _ executable: GoogleFileContent.Source.Executable, _ content: GoogleFileContent, _ file: GoogleCredentialFile
    ) {
        self.executable = executable
        self.content = content
        self.file = file
    }

    func token(now: Int) async throws(CredentialError) -> String {
        guard file.environment[Self.permission] == "1" else {
            throw file.invalid(
                "it names a program to run; set \(Self.permission)=1 if this file is to be trusted so far")
        }
        if let bytes = executable.outputFile.flatMap({ try? CloudFile.bytes($0) }),
            let kept = try? answer(bytes), kept.expirationTime.map({ $0 > now }) == true, let token = token(kept)
        {
            return token
        }
        let (status, output) = try await program().run()
        guard status.isSuccess else { throw file.invalid("its program failed: run it to see why") }
        let answer = try answer(Array(output.utf8))
        guard answer.success, answer.expirationTime.map({ $0 > now }) != false, let token = token(answer) else {
            throw file.invalid("its program gave no token that holds")
        }
        return token
    }

    private func program() throws(CredentialError) -> LocalProgram {
        guard let words = ShellWords.split(executable.command), let name = words.first, !name.isEmpty else {
            throw file.invalid("its credential_source.executable.command is no command line")
        }
        return LocalProgram(
            executable: name, arguments: Array(words.dropFirst()), environment: environment,
            timeout: .milliseconds(min(max(executable.timeoutMillis ?? 30_000, 5_000), 120_000)),
            missing: "the credential file \(file.path) names this program, and it is not installed")
    }

    private var environment: [String: String] {
        var environment = file.environment
        environment["GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE"] = content.audience
        environment["GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE"] = content.subjectTokenType
        environment["GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE"] = "0"
        environment["GOOGLE_EXTERNAL_ACCOUNT_REVOKE"] = "0"
        environment["GOOGLE_EXTERNAL_ACCOUNT_OUTPUT_FILE"] = executable.outputFile
        let account = content.serviceAccountImpersonationUrl?.split(separator: "/").last
        let email = account?.prefix { $0 != ":" }
        environment["GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL"] = email.map(String.init)
        return environment
    }

    private func answer(_ bytes: [UInt8]) throws(CredentialError) -> Answer {
        guard let answer = try? CloudHTTP.decoder.decode(Answer.self, from: Data(bytes)), answer.version == 1 else {
            throw file.invalid("its program printed something else than an answer of version 1")
        }
        return answer
    }

    private func token(_ answer: Answer) -> String? {
        switch answer.tokenType {
        case "urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token": answer.idToken
        case "urn:ietf:params:oauth:token-type:saml2": answer.samlResponse
        default: nil
        }
    }
}
