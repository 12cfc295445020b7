import HTTPTransport
import ImageModel
import PinnaceTestSupport
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
}
