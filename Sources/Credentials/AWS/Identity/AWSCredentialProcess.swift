import Subprocess

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A program that prints keys (SDK reference, "Process credential provider"). No shell reads the line.
struct AWSCredentialProcess: Sendable {
    private struct Version: Decodable { let version: Int }

    private let program: LocalProgram

    init(_ command: String, profile: AWSProfile, _ environment: [String: String]) throws(CredentialError) {
        guard let words = ShellWords.split(command), let executable = words.first, !executable.isEmpty else {
            throw profile.invalid("has a credential_process that is no command line")
        }
        program = LocalProgram(
            executable: executable, arguments: Array(words.dropFirst()), environment: environment,
            timeout: .seconds(60),
            missing: "the credential_process of the AWS profile \(profile.name) is not installed")
    }

    func keys() async throws(CredentialError) -> AWSCredentials.Answer {
        let (status, output) = try await program.run()
        guard status.isSuccess else {
            throw CredentialError(
                .programFailed, subject: program.executable, message: "failed: run the credential_process to see why")
        }
        let data = Data(output.utf8)
        guard (try? CloudHTTP.decoder.decode(Version.self, from: data))?.version == 1,
            let answer = try? CloudHTTP.decoder.decode(AWSCredentials.Answer.self, from: data)
        else {
            throw CredentialError(
                .invalidAnswer, subject: program.executable,
                message: "printed something else than credentials, version 1")
        }
        return answer
    }
}
