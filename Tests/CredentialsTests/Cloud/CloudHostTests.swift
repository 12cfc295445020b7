import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Credentials

@Suite struct CloudHostTests {
    @Test(arguments: ["gcr.io", "eu.gcr.io", "us-docker.pkg.dev", "europe-west1-docker.pkg.dev"])
    func googleHosts(_ host: String) { #expect(GoogleHost.matches(host)) }

    @Test(arguments: [
        "evil-gcr.io", "gcr.io.evil.test", "a.b.gcr.io", ".gcr.io", "gcr.io:443", "pkg.dev", "-docker.pkg.dev",
        "us-docker.pkg.dev.evil.test", "evil.us-docker.pkg.dev", "us-npm.pkg.dev", "GCR.IO", "gcr.io.", "",
    ])
    func notGoogle(_ host: String) { #expect(!GoogleHost.matches(host)) }

    private static let aws: [(String, String, String)] = [
        ("123456789012.dkr.ecr.us-east-1.amazonaws.com", "us-east-1", "api.ecr.us-east-1.amazonaws.com"),
        (
            "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1",
            "api.ecr-fips.us-gov-west-1.amazonaws.com"
        ),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", "api.ecr.cn-north-1.amazonaws.com.cn"),
        ("123456789012.dkr-ecr.eu-west-1.on.aws", "eu-west-1", "ecr.eu-west-1.api.aws"),
        ("public.ecr.aws", "us-east-1", "api.ecr-public.us-east-1.amazonaws.com"),
    ]

    @Test(arguments: aws) func awsHosts(_ host: String, _ region: String, _ api: String) {
        #expect(ECRHost(host)?.region == region)
        #expect(ECRHost(host)?.api() == api)
    }

    @Test(arguments: [
        "123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.test", "12345678901.dkr.ecr.us-east-1.amazonaws.com",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com.cn", "123456789012.dkr.ecr.cn-north-1.amazonaws.com",
        "123456789012.dkr.ecr.evil.test", "x.123456789012.dkr.ecr.us-east-1.amazonaws.com", "evil-public.ecr.aws",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com:443", "123456789012.dkr.ecr.us/-east-1.amazonaws.com",
        "123456789012", "123456789012.dkr-ecr", "123456789012.dkr.ecr.us-east-1.on.aws", "",
    ])
    func notAWS(_ host: String) { #expect(ECRHost(host) == nil) }

    @Test(arguments: ["team.azurecr.io", "team.azurecr.cn", "team.azurecr.us", "team-a1b2.azurecr.io"])
    func azureHosts(_ host: String) { #expect(AzureHost.matches(host)) }

    @Test(arguments: [
        "azurecr.io", "a.b.azurecr.io", "evilazurecr.io", "x.azurecr.io.evil.test", ".azurecr.io", "x.azurecr.com",
        "x.azurecr.io:443", "",
    ])
    func notAzure(_ host: String) { #expect(!AzureHost.matches(host)) }

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

    @Test(arguments: [
        "http://evil.test/", "http://10.0.0.1/", "http://169.254.1.1/", "http://169.254.169.254.evil.test/", "x",
    ])
    func metadataIsNowhereElse(_ address: String) throws {
        let error = #expect(throws: CredentialError.self) {
            _ = try MetadataAddress.url(address, setting: "THE_SETTING")
        }
        #expect(
            error?.description
                == "THE_SETTING: names no metadata server: it has to be a loopback address or one that the cloud defines"
        )
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
