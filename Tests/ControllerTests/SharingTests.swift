import HTTPTransport
import Settings
import Testing

@testable import Controller

/// What runs share: answers of registries, and with whom.
@Suite struct SharingTests {
    @Test func answersAreSharedByThoseWithTheSameCredentialsAlone() async throws {
        let pool = RegistryPool(http: CURLClient(HTTPClientConfiguration(version: "test")), cloud: [])
        let configuration = try Configuration.read(nil, settings: OperatorSettings())
        let first = await pool.client(configuration, [], credentials: "a")
        #expect(await pool.client(configuration, [], credentials: "a") === first)
        #expect(await pool.client(configuration, [], credentials: "b") !== first)
        #expect(await pool.client(configuration, [], credentials: "") !== first)
    }
}
