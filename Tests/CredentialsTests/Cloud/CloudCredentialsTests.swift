import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Credentials

@Suite struct CloudCredentialsTests {
    @Test func otherHostsContactNobody() async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(500) }
        defer { server.stop() }
        let address = "\(server.host):\(server.port)"
        let environment = [
            "GCE_METADATA_HOST": address, "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://\(address)",
            "AZURE_POD_IDENTITY_AUTHORITY_HOST": "http://\(address)",
        ]
        let chain = CredentialChain(
            [DockerConfigCredentials(environment: [:])]
                + CloudCredentials.all(environment: environment, http: CURLClient()))
        for host in ["evil-gcr.io", "123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.test", "x.azurecr.io.evil.test"]
        {
            #expect(try await chain.credential(for: ImageRepository(host: host, path: "p/app")) == nil)
        }
        #expect(server.requests.isEmpty)
    }

    @Test func cloudsCanBeNamed() {
        let count = { (text: String) in
            CloudCredentials.all(environment: [CloudCredentials.variable: text], http: CURLClient()).count
        }
        #expect((count(""), count("aws, Google")) == (0, 2))
        #expect(CloudCredentials.all(environment: [:], http: CURLClient()).count == 3)
    }

    @Test func leaseEndsBeforeItsValue() {
        let now = ContinuousClock.now
        let lease = Lease("x", seconds: 3600, now: now)
        #expect(lease.holds(at: now + .seconds(3299)))
        #expect(!lease.holds(at: now + .seconds(3301)))
        // An end in the past is no end.
        #expect(Lease("x", seconds: -300_000_000, now: now).holds(at: now + .seconds(200)))
        #expect(Lease("x", seconds: nil, now: now).holds(at: now + .seconds(200)))
    }

    private final class Counting: CloudProvider {
        private let count = Mutex(0)

        func registry(_ host: String) -> String? { host.hasSuffix(".example.com") ? host : nil }

        func lease(for registry: String) -> Lease<RegistryCredential?> {
            let number = count.withLock {
                $0 += 1
                return $0
            }
            return Lease(.bearer(Secret("\(number)")), seconds: 3600)
        }

        var made: Int { count.withLock(\.self) }
    }

    /// Taken back before its end: renewed for all, once in a while, and by whom it belongs to.
    @Test func whatIsRefusedBeforeItsEndIsRenewedOnce() async throws {
        let cloud = Counting()
        let chain = CredentialChain([DockerConfigCredentials(environment: [:]), LeasedCredentials(cloud)])
        let repository = ImageRepository(host: "r.example.com", path: "p/app")
        let (first, second) = (RegistryCredential.bearer(Secret("1")), RegistryCredential.bearer(Secret("2")))
        #expect(try await chain.credential(for: repository) == first)
        #expect(try await chain.renewed(first, for: repository) == second)
        #expect(try await chain.credential(for: repository) == second)
        // Who had the old one is told of the new one; the new one is not made anew for each who is refused.
        #expect(try await chain.renewed(first, for: repository) == second)
        #expect(try await chain.renewed(second, for: repository) == nil)
        #expect(cloud.made == 2)
        let other = ImageRepository(host: "r.example.org", path: "p/app")
        #expect(try await chain.renewed(first, for: other) == nil)
        let hasty = LeasedCredentials(Counting(), renewingAfter: .zero)
        _ = try await hasty.credential(for: repository)
        #expect(try await hasty.renewed(first, for: repository) == second)
        #expect(try await hasty.renewed(second, for: repository) == .bearer(Secret("3")))
    }
}
