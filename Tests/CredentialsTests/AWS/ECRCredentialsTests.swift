import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Credentials

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct ECRCredentialsTests {
    private static let repository = ImageRepository(host: "123456789012.dkr.ecr.us-east-1.amazonaws.com", path: "app")
    /// `AWS:password`.
    private static let answer =
        #"{"authorizationData":[{"authorizationToken":"QVdTOnBhc3N3b3Jk","expiresAt":1420070400}]}"#
    private static let password = RegistryCredential.basic(username: "AWS", password: Secret("password"))

    private func credentials(
        _ server: ScriptedHTTPServer,
        _ more: [String: String] = ["AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "key"]
    ) -> LeasedCredentials<AmazonCloud> {
        let base = server.url("").absoluteString
        let own = ["AWS_ENDPOINT_URL": base, "AWS_EC2_METADATA_SERVICE_ENDPOINT": base]
        return LeasedCredentials(
            AmazonCloud(environment: own.merging(more) { _, last in last }, http: CloudHTTP(services: CURLClient())))
    }

    /// What botocore's SigV4Auth signs at that time.
    @Test(
        arguments: [
            (
                nil, "content-type;host;x-amz-date;x-amz-target",
                "0bcb407bad3c4f7df6225486734d2a4c9d1ea79cc7a3994c49dec67c8792d7ba"
            ),
            (
                "session+token", "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
                "ccf2ccc21c6f21c5a24345b0750d8dc93f0fefb110ba470c026c5043ae9ffe24"
            ),
        ] as [(String?, String, String)])
    func signsAsBotocore(_ token: String?, _ names: String, _ signature: String) throws {
        let keys = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            sessionToken: token.map(Secret.init))
        let headers: HTTPHeaders = [
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken",
        ]
        let request = HTTPRequest(
            .post, try #require(URL(string: "https://api.ecr.us-east-1.amazonaws.com/")), headers: headers)
        let signed = SigV4(credentials: keys, service: "ecr", region: "us-east-1")
            .sign(request, body: Array("{}".utf8), at: 1_795_233_600)
        #expect(signed.headers["X-Amz-Date"] == "20261121T040000Z")
        #expect(
            signed.authorization?.reveal()
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/us-east-1/ecr/aws4_request, "
                + "SignedHeaders=\(names), Signature=\(signature)")
    }

    @Test func tokenThatEndedLongAgoIsFetchedOnce() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text(Self.answer) }
        defer { server.stop() }
        let credentials = credentials(server)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let found = try await credentials.credential(for: Self.repository)
                    #expect(found == Self.password)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await credentials.credential(for: Self.repository) == Self.password)
        #expect(server.requests.count == 1)
    }

    @Test func hourOfSkewIsMadeUpFor() async throws {
        let server = try ScriptedHTTPServer.start { request in
            let isRight = request[header: "x-amz-date"] == "20261121T040000Z"
            let date = [("Date", "Sat, 21 Nov 2026 04:00:00 GMT")]
            return .text(isRight ? Self.answer : "{}", status: isRight ? 200 : 403, headers: date)
        }
        defer { server.stop() }
        let environment = [
            "AWS_ENDPOINT_URL": server.url("").absoluteString, "AWS_ACCESS_KEY_ID": "id",
            "AWS_SECRET_ACCESS_KEY": "key",
        ]
        let http = CloudHTTP(services: CURLClient(), clock: CloudClock { 1_795_233_600 - 3600 })
        let credentials = LeasedCredentials(AmazonCloud(environment: environment, http: http))
        #expect(try await credentials.credential(for: Self.repository) == Self.password)
        #expect(server.requests.count == 2)
    }

    @Test func instanceIsAskedWithItsSession() async throws {
        let keys = #"{"AccessKeyId":"i","SecretAccessKey":"s","Token":"t","Expiration":"2015-01-01T00:00:00Z"}"#
        let server = try ScriptedHTTPServer.start { request in
            let hasSession = request[header: "X-aws-ec2-metadata-token"] == "session"
            switch (request.method, request.path) {
            case ("PUT", "/latest/api/token") where request[header: "X-aws-ec2-metadata-token-ttl-seconds"] == "21600":
                return .text("session")
            case ("GET", "/latest/meta-data/iam/security-credentials/") where hasSession: return .text("node-role\n")
            case ("GET", "/latest/meta-data/iam/security-credentials/node-role") where hasSession: return .text(keys)
            case ("POST", "/") where request[header: "X-Amz-Security-Token"] == "t": return .text(Self.answer)
            default: return .status(400)
            }
        }
        defer { server.stop() }
        #expect(try await credentials(server, [:]).credential(for: Self.repository) == Self.password)
    }

    @Test func machineOutsideKnowsNothingSoon() async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(500) }
        server.stop()
        #expect(try await credentials(server, [:]).credential(for: Self.repository) == nil)
    }

    @Test(arguments: [
        "<html></html>", "", #"{"authorizationData":[]}"#, #"{"authorizationData":[{"authorizationToken":"eA=="}]}"#,
    ])
    func anotherAnswerIsNoPassword(_ body: String) async throws {
        let server = try ScriptedHTTPServer.start { _ in .text(body) }
        defer { server.stop() }
        let credentials = credentials(server)
        let error = await #expect(throws: CredentialError.self) {
            try await credentials.credential(for: Self.repository)
        }
        #expect(error?.code == .invalidAnswer)
    }
}
