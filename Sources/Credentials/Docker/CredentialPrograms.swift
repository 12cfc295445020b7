import ImageModel

/// Docker's credential programs, each asked once for a host and then not again for a while.
struct CredentialPrograms: Sendable {
    private struct Question: Hashable, Sendable {
        let program: String
        let server: String
    }

    private struct Answer: Sendable {
        let credential: RegistryCredential?
        let asked: ContinuousClock.Instant
    }

    /// Less than the life of any token that a cloud's program hands out.
    private static let lifetime: Duration = .seconds(300)
    /// How Docker calls its own registry when it talks to a program.
    private static let hubServer = "https://index.docker.io/v1/"

    private let environment: [String: String]?
    private let answers = SharedWork<Question, Answer, CredentialError>(capacity: 1_000) { (try? $0.get()) != nil }

    /// - Parameter environment: what programs are given, `PATH` above all; `nil` to run none.
    init(environment: [String: String]?) {
        self.environment = environment
    }

    func credential(from program: String, for host: String) async throws(CredentialError) -> RegistryCredential? {
        guard let environment else { return nil }
        let server = host == ImageRepository.dockerHub ? Self.hubServer : host
        let run = try CredentialProgram(name: program, environment: environment)
        let answer = try await answers.value(
            for: Question(program: program, server: server),
            while: { ContinuousClock.now < $0.asked + Self.lifetime },
            { () async throws(CredentialError) in
                Answer(credential: try await run.get(server), asked: .now)
            }
        )
        return answer.credential
    }
}
