import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Credentials

/// A new pod of GKE, whose metadata server is not ready yet.
@Suite struct GoogleMachineTests {
    @Test func metadataServerOfAGoogleMachineIsWaitedFor() async throws {
        let directory = try TemporaryDirectory("machine")
        let count = Mutex(0)
        let server = try ScriptedHTTPServer.start { request in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number < 3 { return ScriptedResponse([.reset]) }
            return .text(#"{"access_token":"token","expires_in":3599}"#, headers: [("Metadata-Flavor", "Google")])
        }
        defer { server.stop() }
        let metadata = GoogleMetadata(
            host: "\(server.host):\(server.port)", machine: try directory.write("name", "Google Compute Engine\n"))
        let cloud = GoogleCloud(
            environment: [:], http: CloudHTTP(services: CURLClient()), metadata: metadata)
        let credential = try await LeasedCredentials(cloud).credential(
            for: ImageRepository(host: "gcr.io", path: "p/a"))
        #expect(credential == .basic(username: "oauth2accesstoken", password: Secret("token")))
    }

    @Test func instanceOfAWSIsKnownByItsRegionToo() async throws {
        let directory = try TemporaryDirectory("federation")
        let roles = "/latest/meta-data/iam/security-credentials/"
        let server = try ScriptedHTTPServer.start { request in
            switch "\(request.method) \(request.path)" {
            case "PUT /latest/api/token": .text("session")
            case "GET /latest/meta-data/placement/availability-zone": .text("eu-west-1b")
            case "GET \(roles)": .text("role")
            case "GET \(roles)role": .text(#"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t"}"#)
            case "POST /token":
                request.text.contains("sts.eu-west-1.amazonaws.com")
                    ? .text(#"{"access_token":"token","expires_in":"3599"}"#) : .status(400)
            default: .status(400)
            }
        }
        defer { server.stop() }
        let base = "http://\(server.host):\(server.port)"
        let file = """
            {"type":"external_account","audience":"a","subject_token_type":"urn:ietf:params:aws:token-type:aws4_request",
            "token_url":"\(base)/token","credential_source":{"environment_id":"aws1","regional_cred_verification_url":
            "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}}
            """
        let environment = [
            "GOOGLE_APPLICATION_CREDENTIALS": try directory.write("file", file), "HOME": directory.path,
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": base,
        ]
        let cloud = GoogleCloud(environment: environment, http: CloudHTTP(services: CURLClient()))
        let credential = try await LeasedCredentials(cloud).credential(
            for: ImageRepository(host: "gcr.io", path: "p/a"))
        #expect(credential == .basic(username: "oauth2accesstoken", password: Secret("token")))
    }
}
