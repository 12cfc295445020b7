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

@Suite struct AzureCredentialsTests {
    private static let repository = ImageRepository(host: "team.azurecr.io", path: "app")

    private func ask(_ environment: [String: String], _ server: ScriptedHTTPServer) async throws -> RegistryCredential?
    {
        let base = server.url("").absoluteString
        let cloud = AzureCloud(environment: environment, http: CloudHTTP(services: CURLClient())) { _ in base }
        return try await LeasedCredentials(cloud).credential(for: Self.repository)
    }

    @Test func workloadIdentityIsTradedAtTheRegistry() async throws {
        let directory = try TemporaryDirectory("azure")
        let server = try ScriptedHTTPServer.start { request in
            switch request.target {
            case "/tenant/oauth2/v2.0/token" where request.text.hasSuffix("&client_assertion=jwt"):
                return .text(#"{"access_token":"aad"}"#)
            case "/oauth2/exchange"
            where request.text == "grant_type=access_token&service=team.azurecr.io&tenant=tenant&access_token=aad":
                return .text(#"{"refresh_token":"refresh"}"#)
            default: return .status(400)
            }
        }
        defer { server.stop() }
        let environment = [
            "AZURE_TENANT_ID": "tenant", "AZURE_CLIENT_ID": "client",
            "AZURE_AUTHORITY_HOST": server.url("").absoluteString,
            "AZURE_FEDERATED_TOKEN_FILE": try directory.write("token", "jwt\n"),
        ]
        #expect(try await ask(environment, server) == .identityToken(Secret("refresh")))
    }

    @Test func managedIdentityOfAnAppService() async throws {
        let server = try ScriptedHTTPServer.start { request in
            let query = "api-version=2019-08-01&resource=https%3A%2F%2Fcontainerregistry.azure.net"
            if request.target == "/msi?\(query)", request[header: "X-IDENTITY-HEADER"] == "h" {
                return .text(#"{"access_token":"aad"}"#)
            }
            return request.path == "/oauth2/exchange" ? .text(#"{"refresh_token":"refresh"}"#) : .status(500)
        }
        defer { server.stop() }
        let environment = ["IDENTITY_ENDPOINT": server.url("/msi").absoluteString, "IDENTITY_HEADER": "h"]
        #expect(try await ask(environment, server) == .identityToken(Secret("refresh")))
    }
}
