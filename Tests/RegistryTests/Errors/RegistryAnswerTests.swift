import HTTPTransport
import ImageModel
import Testing

@testable import Registry

@Suite struct RegistryAnswerTests {
    private func failure(
        _ answer: ScriptedClient.Answer, _ text: String = "gcr.io/p/app:1"
    ) async throws -> RegistryError {
        let client = RegistryClient(RegistryConfiguration(), http: ScriptedClient { _, _ in answer })
        return try #require(
            await #expect(throws: RegistryError.self) { try await client.resolve(ImageReference(parsing: text)) }
        )
    }

    struct Case: Sendable {
        let status: Int
        var body = ""
        var headers: HTTPHeaders = [:]
        let reason: ReasonCode
        let message: String
    }

    @Test(arguments: [
        Case(
            status: 404, body: #"{"errors":[{"code":"NAME_UNKNOWN","message":"no such"}]}"#, reason: .notFound,
            message: "gcr.io has no repository p/app, or hides it (404 NAME_UNKNOWN: no such): "
                + "check the name, create it, or copy the image there"),
        Case(
            status: 404, reason: .notFound,
            message: "gcr.io/p/app has no tag 1 (404): check the tag, or copy the image there"),
        Case(
            status: 403, body: #"{"errors":[{"code":"DENIED","message":"Permission denied"}]}"#, reason: .unauthorized,
            message: "gcr.io wants credentials for p/app (403 DENIED: Permission denied), and none are known: "
                + "run 'docker login gcr.io', or name a Docker configuration that has them"),
        Case(
            status: 429, headers: ["Retry-After": "120"], reason: .rateLimited,
            message: "gcr.io limits how often it is asked (429): try again in 120 s"),
        Case(
            status: 429, body: "slow down", reason: .rateLimited,
            message: "gcr.io limits how often it is asked (429 slow down): try again later"),
        Case(status: 500, reason: .registryUnavailable, message: "gcr.io is in trouble (500): try again later"),
        Case(
            status: 503, body: "<html>no</html>", reason: .registryUnavailable,
            message: "gcr.io is in trouble (503): try again later"),
        Case(
            status: 301, reason: .registryUnavailable,
            message: "gcr.io sends on to another place (301) where that is not allowed"),
        Case(
            status: 400, body: #"{"errors":[{"code":"NAME_INVALID"}]}"#, reason: .invalidReference,
            message: "gcr.io refused (400 NAME_INVALID)"),
        Case(status: 418, reason: .registryUnavailable, message: "gcr.io refused (418)"),
    ])
    func statusHasItsReasonAndSaysWhatToDo(_ example: Case) async throws {
        let error = try await failure(.status(example.status, example.body, example.headers))
        #expect(error.reason == example.reason)
        #expect(error.message == example.message)
        #expect(error.status == example.status)
        #expect(error.subject == "gcr.io/p/app:1")
    }

    @Test func dockerHubsLimitIsNamed() async throws {
        let error = try await failure(
            .status(
                429, #"{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}"#,
                [
                    "Retry-After": "3600", "ratelimit-limit": "100;w=21600",
                ]), "nginx")
        #expect(
            error.message == "docker.io limits how often it is asked (429), its limit is 100;w=21600: "
                + "try again in 3600 s; with an account it allows more",
            "HEAD has no text, and nothing more is asked of whoever wants to be left alone")
        #expect(error.retryAfter == .seconds(3600))
    }

    @Test func missingDigestSaysSo() async throws {
        let digest = Digest(of: [1])
        #expect(
            try await failure(.status(404), "gcr.io/p/app:1@\(digest)").message
                == "gcr.io/p/app has no \(digest) (404): it was deleted, or never copied there")
    }

    @Test func strangersTextIsOneBoundedLine() async throws {
        let text = "a\u{1B}[31m\r\nb\u{202E}c\t " + String(repeating: "x", count: 1000)
        let error = try await failure(.status(500, text))
        #expect(error.detail == "a [31m bc " + String(repeating: "x", count: 290) + "…")
        #expect(error.detail?.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }

    @Test(arguments: [
        ("", nil, nil), (#"{"errors":[]}"#, nil, nil), (#"{"errors":[{}]}"#, nil, nil),
        (#"{"errors":[{"code":"denied"}]}"#, "DENIED", nil), (#"{"details":"wrong"}"#, nil, "wrong"),
        (#"{"error":"invalid_grant","error_description":"expired"}"#, "INVALID_GRANT", "expired"),
        ("plain words", nil, "plain words"), ("<!DOCTYPE html>", nil, nil),
    ])
    func errorBodiesAreRead(_ body: String, _ code: String?, _ text: String?) {
        let read = RegistryErrorBody(Array(body.utf8))
        #expect(read.code == code)
        #expect(read.text == text)
    }
}
