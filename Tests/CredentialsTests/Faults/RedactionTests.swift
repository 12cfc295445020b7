import Foundation
import HTTPTransport
import ImageModel
import Logging
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Credentials

/// Nothing that is secret is in an error, a description or a line of the log, whether a cloud gives or refuses.
@Suite struct RedactionTests {
    private static let lines = Mutex<[String]>([])

    private struct Recorder: LogHandler {
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            RedactionTests.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }

    private static func file(_ type: String, _ fields: String) -> String {
        #"{"type":"\#(type)",\#(fields),"token_uri":"$SERVER/t?key=HUSH8","token_url":"$SERVER/t"}"#
    }

    private static let environments: [[String: String]] = [
        ["AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "HUSH1", "AWS_SESSION_TOKEN": "HUSH2"],
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "$SERVER/keys", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "HUSH3"],
        ["AWS_ROLE_ARN": "arn:aws:iam::1:role/r", "AWS_WEB_IDENTITY_TOKEN_FILE": "$HOME/token"],
        ["AWS_PROFILE": "process"], ["AWS_PROFILE": "role"], ["AWS_PROFILE": "sso"],
        ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "$SERVER"],
        ["AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_CLIENT_SECRET": "HUSH4"],
        ["AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_FEDERATED_TOKEN_FILE": "$HOME/token"],
        ["AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_CLIENT_CERTIFICATE_PATH": "$HOME/token"],
        ["IDENTITY_ENDPOINT": "$SERVER/msi", "IDENTITY_HEADER": "HUSH5"],
        ["GOOGLE_APPLICATION_CREDENTIALS": "$HOME/account"], ["GOOGLE_APPLICATION_CREDENTIALS": "$HOME/user"],
        ["GOOGLE_APPLICATION_CREDENTIALS": "$HOME/external"], ["GOOGLE_APPLICATION_CREDENTIALS": "$HOME/program"],
        ["GCE_METADATA_HOST": "$HOST"],
    ]

    private static let files: [String: String] = [
        "token": "HUSH6.HUSH6.HUSH6",
        "account": file("service_account", #""client_email":"a","private_key":"HUSH7 no PEM""#),
        "user": file("authorized_user", #""client_id":"c","client_secret":"HUSH8","refresh_token":"HUSH9""#),
        "external": file(
            "external_account", #""audience":"a","subject_token_type":"t","credential_source":{"file":"$HOME/token"}"#),
        "program": file(
            "external_account",
            #""audience":"a","subject_token_type":"t","credential_source":{"executable":{"command":"echo HUSH10"}}"#),
        ".aws/config": """
        [profile process]
        credential_process = echo '{"SecretAccessKey": "HUSH11"}'
        [profile role]
        role_arn = arn:aws:iam::1:role/r
        source_profile = role
        aws_access_key_id = K
        aws_secret_access_key = HUSH12
        [profile sso]
        sso_account_id = 1
        sso_role_name = r
        sso_region = eu-west-1
        sso_start_url = start
        """,
        // SHA-1 of `start`.
        ".aws/sso/cache/2b020927d3c6eb407223a1baa3d6ce3597a3f88d.json":
            #"{"accessToken":"HUSH13","expiresAt":"2035-01-01T00:00:00Z"}"#,
    ]

    private static let answers: [@Sendable (ScriptedRequest) -> ScriptedResponse] = [
        { _ in .text("HUSH: denied", status: 403) },
        { _ in .text(#"{"access_token":"HUSH","refresh_token":{"HUSH":1},"Token":"HUSH","AccessKeyId":7}"#) },
        { _ in .text("{HUSH", headers: [("Metadata-Flavor", "Google"), ("X-HUSH", "HUSH")]) },
        { _ in .cut(Array("HUSH".utf8), of: 100) },
    ]

    @Test(arguments: answers.indices) func nothingSecretIsShown(_ answer: Int) async throws {
        let server = try ScriptedHTTPServer.start(Self.answers[answer])
        defer { server.stop() }
        let home = try TemporaryDirectory("redaction")
        let address = "\(server.host):\(server.port)"
        let filled = { (text: String) in
            text.replacingOccurrences(of: "$SERVER", with: "http://\(address)")
                .replacingOccurrences(of: "$HOST", with: address).replacingOccurrences(of: "$HOME", with: home.path)
        }
        for (path, text) in Self.files { try home.write(path, filled(text)) }
        var configuration = HTTPClientConfiguration()
        configuration.logger = Logger(label: "test") { _ in Recorder() }
        let client = CURLClient(configuration)
        let http = CloudHTTP(services: client, metadata: client, clock: CloudClock())
        var errors: [String] = []
        for environment in Self.environments {
            let own = ["HOME": home.path, "PATH": "/usr/bin:/bin", "AWS_ENDPOINT_URL": "http://\(address)"]
            let all = own.merging(environment.mapValues(filled)) { $1 }
            errors += await Self.errors(all, http, "http://\(address)", environment.keys.first ?? "")
        }
        #expect(!errors.isEmpty)
        #expect(errors.filter { $0.contains("HUSH") } == [])
        #expect(Self.lines.withLock { $0 }.filter { $0.contains("HUSH") } == [])
    }

    private static func errors(
        _ environment: [String: String], _ http: CloudHTTP, _ address: String, _ key: String
    ) async -> [String] {
        var environment = environment
        environment["AZURE_AUTHORITY_HOST"] = address
        let providers: [(String, any CredentialProvider)] =
            key.hasPrefix("G")
            ? [("gcr.io", LeasedCredentials(GoogleCloud(environment: environment, http: http)))]
            : key.hasPrefix("AWS")
                ? [
                    (
                        "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
                        LeasedCredentials(AmazonCloud(environment: environment, http: http))
                    )
                ]
                : [
                    (
                        "team.azurecr.io",
                        LeasedCredentials(AzureCloud(environment: environment, http: http) { _ in address })
                    )
                ]
        var texts: [String] = []
        for (host, provider) in providers {
            do {
                let credential = try await provider.credential(for: ImageRepository(host: host, path: "app"))
                var dumped = ""
                dump(credential, to: &dumped)
                texts += [dumped, "\(String(describing: credential))"]
            } catch {
                var dumped = ""
                dump(error, to: &dumped)
                texts += [dumped, "\(error)", String(reflecting: error)]
            }
        }
        return texts
    }
}
