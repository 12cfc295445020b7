import HTTPTransport
import Subprocess
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `docker-credential-<name> get`: the server's name on standard input, `{ServerURL,Username,Secret}` on standard
/// output (docker-credential-helpers).
struct CredentialProgram: Sendable {
    private static let maximumOutput = 64 << 10
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

    private typealias Ending = (status: TerminationStatus, output: String)

    private func run(_ server: String) async throws(CredentialError) -> Ending {
        do {
            return try await withThrowingTaskGroup(of: Ending?.self) { group in
                group.addTask { try await start(server) }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    return nil
                }
                defer { group.cancelAll() }
                guard let ending = try await group.next() ?? nil else { throw timedOut(server) }
                return ending
            }
        } catch let error as CredentialError {
            throw error
        } catch {
            throw failure(error, server)
        }
    }

    private func start(_ server: String) async throws -> Ending {
        var options = PlatformOptions()
        // With a session of its own, what it started in turn ends with it.
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100))
        ]
        let input = try Self.input(server + "\n")
        defer { try? input.close() }
        let variables = environment.map { (Environment.Key(rawValue: $0.key), $0.value) }
        let result = try await Subprocess.run(
            .name(executable),
            arguments: ["get"],
            environment: .custom(
                Dictionary(variables.compactMap { key, value in key.map { ($0, value) } }) { _, last in last }
            ),
            platformOptions: options,
            input: .fileDescriptor(input, closeAfterSpawningProcess: false),
            output: .string(limit: Self.maximumOutput),
            error: .discarded
        )
        return (result.terminationStatus, result.standardOutput)
    }

    /// A pipe that holds the text already: writing to a program that does not read would end this process by SIGPIPE.
    private static func input(_ text: String) throws -> FileDescriptor {
        #if canImport(Darwin)
            let (readEnd, writeEnd) = try FileDescriptor.pipe()
        #else
            let (readEnd, writeEnd) = try FileDescriptor.pipe(options: .closeOnExec)
        #endif
        defer { try? writeEnd.close() }
        _ = try writeEnd.writeAll(text.utf8)
        return readEnd
    }

    private func failure(_ error: any Error, _ server: String) -> CredentialError {
        if Task.isCancelled { return CredentialError(.cancelled, subject: executable, message: "cancelled") }
        switch (error as? SubprocessError)?.code {
        case .executableNotFound?:
            return failure(
                .programMissing,
                "the Docker configuration names this program for \(server), and it is not installed: "
                    + "install it, or take it out of credHelpers or credsStore"
            )
        case .outputLimitExceeded?: return failure(.invalidAnswer, "printed too much for \(server)")
        default: return failure(.programFailed, "could not be run for \(server)")
        }
    }

    private func timedOut(_ server: String) -> CredentialError {
        failure(.programTimedOut, "did not answer for \(server) within \(timeout.components.seconds) s and was ended")
    }

    private func failure(_ code: CredentialError.Code, _ message: String) -> CredentialError {
        CredentialError(code, subject: executable, message: message)
    }
}
