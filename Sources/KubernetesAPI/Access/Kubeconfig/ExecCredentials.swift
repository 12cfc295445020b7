import HTTPTransport
import ImageModel
import Subprocess
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The credential that a program gives: kept until it expires or the server refuses it, and asked for once however many
/// wait for it.
actor ExecCredentials: TokenSource {
    private struct Kept: Sendable {
        let status: ExecStatus
        let expiry: Date?
    }

    private static let longestOutput = 1 << 20
    /// A cloud's program may have to ask its own server first.
    private static let limit = Duration.seconds(60)

    private let program: ExecProgram
    private let environment: [String: String]
    private let clock: APIClock
    private var kept: Kept?
    private var running: Task<Result<Kept, KubernetesError>, Never>?

    init(_ program: ExecProgram, environment: [String: String], clock: APIClock) {
        self.program = program
        self.environment = environment
        self.clock = clock
    }

    func token() async throws(KubernetesError) -> Secret? {
        try await current().status.token.map { Secret($0) }
    }

    func certificate() async throws(KubernetesError) -> ClientCertificate? {
        let status = try await current().status
        guard let certificate = status.clientCertificateData, let key = status.clientKeyData else { return nil }
        return ClientCertificate(certificate: Secret(certificate), key: Secret(key))
    }

    func refused() { kept = nil }

    private func current() async throws(KubernetesError) -> Kept {
        if let kept, kept.expiry.map({ clock.date() < $0 }) ?? true { return kept }
        let task = running ?? Task { await run() }
        running = task
        return try await task.value.get()
    }

    private func run() async -> Result<Kept, KubernetesError> {
        defer { running = nil }
        do throws(KubernetesError) {
            let status = try read(try await output())
            let fresh = Kept(status: status, expiry: status.expirationTimestamp.flatMap(APITime.date))
            kept = fresh
            return .success(fresh)
        } catch {
            return .failure(error)
        }
    }

    private func read(_ output: String) throws(KubernetesError) -> ExecStatus {
        guard let answer = try? JSONDecoder().decode(ExecAnswer.self, from: Data(output.utf8)),
            answer.kind == "ExecCredential", let status = answer.status
        else { throw failure("printed something else than an ExecCredential") }
        guard answer.apiVersion == program.apiVersion else {
            throw failure("answered in another version than \(program.apiVersion), which it was asked in")
        }
        guard (status.clientCertificateData == nil) == (status.clientKeyData == nil) else {
            throw failure("gave a certificate without its key, or a key without its certificate")
        }
        guard status.token?.isEmpty == false || status.clientCertificateData != nil else {
            throw failure("gave neither a token nor a certificate")
        }
        if let text = status.expirationTimestamp, APITime.date(text) == nil {
            throw failure("gave an expirationTimestamp that is no time")
        }
        return status
    }

    private func output() async throws(KubernetesError) -> String {
        do {
            return try await withThrowingTaskGroup(of: (TerminationStatus, String)?.self) { group in
                group.addTask { [program, environment] in try await Self.start(program, environment) }
                group.addTask {
                    try await Task.sleep(for: Self.limit)
                    return nil
                }
                defer { group.cancelAll() }
                guard let (status, output) = try await group.next() ?? nil else {
                    throw failure("did not answer within \(Self.limit.components.seconds) s and was ended")
                }
                guard status.isSuccess else { throw failure("failed: run it by hand to see why") }
                return output
            }
        } catch let error as KubernetesError {
            throw error
        } catch {
            throw failure(error)
        }
    }

    private static func start(
        _ program: ExecProgram, _ environment: [String: String]
    ) async throws -> (TerminationStatus, String) {
        var options = PlatformOptions()
        // With a session of its own, what it started in turn ends with it.
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100))
        ]
        var variables = environment
        for variable in program.variables { variables[variable.name] = variable.value }
        variables["KUBERNETES_EXEC_INFO"] = program.information
        let keyed = variables.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } }
        let result = try await Subprocess.run(
            program.command.contains("/") ? .path(FilePath(program.command)) : .name(program.command),
            arguments: Arguments(program.arguments),
            environment: .custom(Dictionary(keyed) { _, last in last }),
            platformOptions: options,
            input: .none,
            output: .string(limit: longestOutput),
            error: .discarded
        )
        return (result.terminationStatus, result.standardOutput)
    }

    private func failure(_ error: any Error) -> KubernetesError {
        if Task.isCancelled { return KubernetesError(.cancelled, operation: program.command, message: "cancelled") }
        switch (error as? SubprocessError)?.code {
        case .executableNotFound?:
            let hint = program.installHint.map { ": \($0.printable())" } ?? ""
            return failure("is not installed, and the kubeconfig's user needs it\(hint)")
        case .outputLimitExceeded?: return failure("printed too much")
        default: return failure("could not be run")
        }
    }

    /// Neither what it printed nor its arguments are shown: either may hold a secret.
    private func failure(_ message: String) -> KubernetesError {
        KubernetesError(.credential, operation: program.command, message: message)
    }
}

/// `ExecCredential`, as the program prints it.
private struct ExecAnswer: Decodable {
    let apiVersion: String
    let kind: String
    let status: ExecStatus?
}

private struct ExecStatus: Decodable, Sendable {
    let token: String?
    let clientCertificateData: String?
    let clientKeyData: String?
    let expirationTimestamp: String?
}
