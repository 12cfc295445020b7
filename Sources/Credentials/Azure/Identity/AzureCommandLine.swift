import HTTPTransport
import Subprocess

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The session of the `az` command, asked for a token as Azure's own clients do (azure-identity, `AzureCliCredential`).
struct AzureCommandLine: Sendable {
    /// How long a token is used that does not say when it ends in a way that can be relied on: older commands write the
    /// time of a clock without its zone.
    private static let shortest = 60

    private struct Answer: Decodable {
        let accessToken: String
        /// Seconds since 1970.
        let end: Int?

        enum CodingKeys: String, CodingKey {
            case accessToken
            case end = "expires_on"
        }
    }

    private let program: LocalProgram
    private let clock: CloudClock

    init(environment: [String: String], clock: CloudClock) {
        program = LocalProgram(
            executable: "az",
            arguments: ["account", "get-access-token", "--output", "json", "--resource", AzureToken.resource],
            environment: environment.merging(["AZURE_CORE_NO_COLOR": "true"]) { $1 },
            // What lies in the folder of a repository is not to be taken for a part of the command.
            directory: "/bin", timeout: .seconds(10), purpose: " for a token", missing: "is not installed")
        self.clock = clock
    }

    /// - Returns: a lease of `nil` where the command is not installed, or nobody is logged in.
    func token() async throws(CredentialError) -> Lease<Secret?> {
        let ending: LocalProgram.Ending
        do throws(CredentialError) {
            ending = try await program.run()
        } catch {
            guard error.code == .programMissing else { throw error }
            return .nothing()
        }
        guard ending.status.isSuccess else { return .nothing() }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(ending.output.utf8)) else {
            throw CredentialError(
                .invalidAnswer, subject: program.executable, message: "printed something else than a token")
        }
        return Lease(Secret(answer.accessToken), seconds: answer.end.map { $0 - clock.now } ?? Self.shortest)
    }
}
