import Credentials
import HTTPTransport
import ImageModel
import Testing

@Suite struct CredentialChainTests {
    private struct Provider: CredentialProvider {
        let answer: Result<RegistryCredential?, CredentialError>

        func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
            try answer.get()
        }
    }

    private static let knows = Provider(answer: .success(.bearer(Secret("x"))))
    private static let knowsNothing = Provider(answer: .success(nil))
    private static let fails = Provider(answer: .failure(CredentialError(.invalidFile, subject: "a", message: "b")))

    private func ask(_ providers: Provider...) async throws -> RegistryCredential? {
        try await CredentialChain(providers).credential(for: ImageRepository(parsing: "gcr.io/p/app"))
    }

    @Test func firstThatKnowsAnswers() async throws {
        #expect(try await ask() == nil)
        #expect(try await ask(Self.knowsNothing, Self.knows) == .bearer(Secret("x")))
        #expect(try await ask(Self.fails, Self.knows) == .bearer(Secret("x")))
    }

    @Test func failureCountsWhereNobodyKnows() async throws {
        let error = await #expect(throws: CredentialError.self) { try await ask(Self.fails, Self.knowsNothing) }
        #expect(error?.description == "a: b")
    }
}
