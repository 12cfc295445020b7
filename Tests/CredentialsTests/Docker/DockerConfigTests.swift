import HTTPTransport
import ImageModel
import Testing

@testable import Credentials

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct DockerConfigTests {
    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private func credential(_ json: String, for name: String = "gcr.io/p/app") async throws -> RegistryCredential? {
        try await DockerConfigCredentials(text: json, name: "a test")
            .credential(for: ImageRepository(parsing: name))
    }

    private func failure(_ json: String) async throws -> CredentialError {
        try #require(await #expect(throws: CredentialError.self) { try await credential(json) })
    }

    @Test(arguments: [
        (#"{"auth":"\#(base64("me:secret"))"}"#, RegistryCredential.basic(username: "me", password: Secret("secret"))),
        (#"{"auth":"\#(base64("me:a:b"))"}"#, .basic(username: "me", password: Secret("a:b"))),
        (#"{"auth":"\#(base64("me:secret\0\0\0"))"}"#, .basic(username: "me", password: Secret("secret"))),
        (#"{"auth":"\#(base64("me:"))"}"#, .basic(username: "me", password: Secret(""))),
        (#"{"username":"me","password":"secret"}"#, .basic(username: "me", password: Secret("secret"))),
        (#"{"auth":"\#(base64("me:x"))","identitytoken":"refresh"}"#, .identityToken(Secret("refresh"))),
        (#"{"registrytoken":"jwt","email":"me@x"}"#, .bearer(Secret("jwt"))),
    ])
    func entryBecomesACredential(_ entry: String, _ expected: RegistryCredential) async throws {
        #expect(try await credential(#"{"auths":{"gcr.io":\#(entry)}}"#) == expected)
    }

    @Test(arguments: [
        "{}", #"{"auths":{}}"#, #"{"auths":{"gcr.io":{}}}"#, #"{"auths":{"gcr.io":null}}"#,
        #"{"auths":{"quay.io":{"registrytoken":"x"}}}"#, #"{"auths":{"gcr.io":{"auth":""}}}"#,
        #"{"auths":null,"credHelpers":null,"HttpHeaders":{"a":1}}"#, #"{"credsStore":""}"#, "", " \r\n\t",
        // A configuration in memory runs no programs.
        #"{"credsStore":"secretservice"}"#, #"{"credHelpers":{"gcr.io":"gcloud"}}"#,
    ])
    func otherwiseThereIsNone(_ json: String) async throws {
        #expect(try await credential(json) == nil)
    }

    @Test func longestKeyWins() async throws {
        let json = #"{"auths":{"gcr.io":{"registrytoken":"host"},"gcr.io/p":{"registrytoken":"project"}}}"#
        #expect(try await credential(json) == .bearer(Secret("project")))
        #expect(try await credential(json, for: "gcr.io/q/app") == .bearer(Secret("host")))
    }

    @Test func dockerHubGoesByItsOldName() async throws {
        let json = #"{"auths":{"https://index.docker.io/v1/":{"registrytoken":"hub"}}}"#
        #expect(try await credential(json, for: "nginx") == .bearer(Secret("hub")))
    }

    @Test(arguments: ["}{", "[]", "hunter2", #"{"auths":[]}"#, #"{"auths":{"gcr.io":"hunter2"}}"#])
    func brokenFileIsNamedWithoutItsContents(_ json: String) async throws {
        let error = try await failure(json)
        #expect(error.code == .invalidFile)
        #expect(
            error.description == "a test: this is no Docker configuration: it is not JSON, or its auths, credHelpers "
                + "or credsStore do not have the form that Docker writes")
    }

    @Test(arguments: ["hunter2!", base64("hunter2"), base64(":hunter2"), "/////w=="])
    func brokenEntryIsNamedWithoutItsContents(_ auth: String) async throws {
        let error = try await failure(#"{"auths":{"gcr.io":{"auth":"\#(auth)"}}}"#)
        #expect(
            error.description == "a test: the 'auth' of 'gcr.io' is not base64 of user:password: log in to gcr.io again"
        )
    }

    @Test func nothingPrintsASecret() async throws {
        let credentials: [RegistryCredential] = [
            .basic(username: "me", password: Secret("hunter2")), .identityToken(Secret("hunter2")),
            .bearer(Secret("hunter2")),
        ]
        for credential in credentials {
            var dumped = ""
            dump(credential, to: &dumped)
            #expect(!"\(credential) \(String(reflecting: credential)) \(dumped)".contains("hunter2"))
        }
    }
}
