import CryptoExtras
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

@Suite struct GoogleCredentialsTests {
    private static let repository = ImageRepository(host: "europe-docker.pkg.dev", path: "p/r/app")
    private static let answer = #"{"access_token":"token","expires_in":3599,"token_type":"Bearer"}"#
    private static let token = RegistryCredential.basic(username: "oauth2accesstoken", password: Secret("token"))
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory("google")
    }

    private func ask(_ environment: [String: String]) async throws -> RegistryCredential? {
        try await LeasedCredentials(GoogleCloud(environment: environment, http: CloudHTTP(services: CURLClient())))
            .credential(for: Self.repository)
    }

    private func ask(file: [String: String]) async throws -> RegistryCredential? {
        let text = String(decoding: try JSONEncoder().encode(file), as: UTF8.self)
        return try await ask(["GOOGLE_APPLICATION_CREDENTIALS": try directory.write("key.json", text)])
    }

    @Test func metadataServerNeedsTheFlavor() async throws {
        let server = try ScriptedHTTPServer.start { request in
            if request.target == "/" { return .status(200, headers: [("Metadata-Flavor", "Google")]) }
            let isRight =
                request.target == "/computeMetadata/v1/instance/service-accounts/default/token"
                && request[header: "Metadata-Flavor"] == "Google"
            return isRight ? .text(Self.answer, headers: [("Metadata-Flavor", "Google")]) : .status(403)
        }
        defer { server.stop() }
        #expect(try await ask(["GCE_METADATA_HOST": "\(server.host):\(server.port)"]) == Self.token)
    }

    @Test func htmlOfAnotherServerIsNoMetadata() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("<html>log in</html>") }
        defer { server.stop() }
        #expect(try await ask(["GCE_METADATA_HOST": "\(server.host):\(server.port)"]) == nil)
    }

    @Test func serviceAccountSignsItsAssertion() async throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let server = try ScriptedHTTPServer.start { _ in .text(Self.answer) }
        defer { server.stop() }
        let url = server.url("/token").absoluteString
        let file = [
            "type": "service_account", "client_email": "a@p.test", "private_key": key.pemRepresentation,
            "private_key_id": "k1", "token_uri": url,
        ]
        #expect(try await ask(file: file) == Self.token)
        let form = try #require(server.requests.first?.text)
        #expect(form.hasSuffix("&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"))
        let parts = form.dropFirst("assertion=".count).prefix { $0 != "&" }.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        #expect(Self.text(parts[0]) == #"{"alg":"RS256","kid":"k1","typ":"JWT"}"#)
        #expect(Self.text(parts[1])?.contains(#""aud":"\#(url)""#) == true)
        let signature = _RSA.Signing.RSASignature(rawRepresentation: try #require(Self.data(parts[2])))
        let signed = Data("\(parts[0]).\(parts[1])".utf8)
        #expect(key.publicKey.isValidSignature(signature, for: signed, padding: .insecurePKCS1v1_5))
    }

    @Test func authorizedUserSendsItsRefreshToken() async throws {
        let server = try ScriptedHTTPServer.start { request in
            request.text == "grant_type=refresh_token&client_id=c&client_secret=s&refresh_token=r"
                ? .text(Self.answer) : .status(400)
        }
        defer { server.stop() }
        let file = [
            "type": "authorized_user", "client_id": "c", "client_secret": "s", "refresh_token": "r",
            "token_uri": server.url("/token").absoluteString,
        ]
        #expect(try await ask(file: file) == Self.token)
    }

    @Test func refusalShowsNoSecret() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("hunter2", status: 400) }
        defer { server.stop() }
        let file = [
            "type": "authorized_user", "client_id": "c", "client_secret": "hunter2", "refresh_token": "r",
            "token_uri": server.url("/token").absoluteString,
        ]
        let error = await #expect(throws: CredentialError.self) { try await ask(file: file) }
        #expect(
            error?.description
                == "Google token service: refused with status 400: check that this identity exists and may do this")
    }

    private static func data(_ text: String) -> Data? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }

    private static func text(_ part: String) -> String? { data(part).map { String(decoding: $0, as: UTF8.self) } }
}
