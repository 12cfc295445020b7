import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Credentials

/// AWS as moto simulates it, whose tokens say that they ended in 2015.
@Suite struct MotoIdentityTests {
    @Test func roleIsTakenOverAndItsPasswordKept() async throws {
        let moto = try await MotoServer.start()
        let directory = try TemporaryDirectory("moto-identity")
        let config = """
            [profile deploy]
            role_arn = arn:aws:iam::123456789012:role/deploy
            source_profile = base
            role_session_name = pinnace-test
            [profile base]
            aws_access_key_id = test
            aws_secret_access_key = test
            """
        let environment = [
            "AWS_ENDPOINT_URL": moto.endpoint, "AWS_PROFILE": "deploy", "HOME": directory.path,
            "AWS_CONFIG_FILE": try directory.write("config", config),
        ]
        let http = CloudHTTP(services: CURLClient())
        let keys = try #require(
            try await AWSIdentity(environment: environment, http: http).credentials(region: "us-east-1"))
        #expect(keys.accessKeyID.hasPrefix("ASIA"))
        #expect(keys.sessionToken?.isEmpty == false)
        let provider = LeasedCredentials(AmazonCloud(environment: environment, http: http))
        let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
        let first = try await provider.credential(for: ImageRepository(host: host, path: "a"))
        #expect(first == .basic(username: "AWS", password: Secret("123456789012-auth-token")))
        // Kept: the server is not needed again.
        moto.stop()
        #expect(try await provider.credential(for: ImageRepository(host: host, path: "b")) == first)
    }
}
