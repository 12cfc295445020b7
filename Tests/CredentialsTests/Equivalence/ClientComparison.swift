import Foundation
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Credentials

/// Runs cases with the clouds' own libraries, all in one process, and then with ours against the same servers.
actor ClientComparison {
    /// 2026-11-21T04:00:00Z, for whoever signs.
    static let now = 1_795_233_600

    private struct Prepared {
        let client: ClientCase
        let server: ScriptedHTTPServer
        let home: TemporaryDirectory
        let environment: [String: String]
    }

    private struct Question: Encodable {
        let name, library, server, region, service: String
        let environment: [String: String]
        let now: Int
    }

    private let prepared: [String: Prepared]
    private var answers: Task<[String: ClientCredential], any Error>?

    init(_ cases: [ClientCase]) {
        prepared = cases.reduce(into: [:]) { $0[$1.name] = try? Self.prepare($1) }
    }

    /// Fails the test where requests or credentials differ.
    func compare(_ client: ClientCase) async throws {
        let theirs = try #require(try await libraryAnswers()[client.name])
        let place = try #require(prepared[client.name])
        let recorded = place.server.requests
        let ours = await Self.ask(client, place.environment, place.server)
        func requests(_ requests: some Sequence<ScriptedRequest>) -> [RecordedRequest] {
            requests.map { RecordedRequest($0, free: client.free) }
        }
        let wanted = requests(recorded).filter { !client.libraryAlone.contains($0.line) }
        let made = requests(place.server.requests.dropFirst(recorded.count))
        let isEqual = made == wanted
        #expect(isEqual, "ours:\n\(Self.text(made))\nthe library's:\n\(Self.text(wanted))")
        if let credential = client.credential {
            #expect(theirs == credential, "the library's")
            #expect(ours == credential, "ours")
        } else {
            #expect(theirs.error != nil)
            #expect(ours?.password == nil && ours?.identity == nil)
        }
    }

    private static func text(_ requests: [RecordedRequest]) -> String {
        requests.map(\.description).joined(separator: "\n")
    }

    private func libraryAnswers() async throws -> [String: ClientCredential] {
        if let answers { return try await answers.value }
        let questions = prepared.values.map { Self.question($0) }
        let task = Task { try await CloudClients.ask(["cases": questions], [String: ClientCredential].self) }
        answers = task
        return try await task.value
    }

    private static func prepare(_ client: ClientCase) throws -> Prepared {
        let server = try ScriptedHTTPServer.start { request in
            client.answers["\(request.method) \(request.path)"].map { $0(request) } ?? .text("{}", status: 400)
        }
        let home = try TemporaryDirectory("client")
        let filled = { (text: String) in
            text.replacingOccurrences(of: "$SERVER", with: "http://\(server.host):\(server.port)")
                .replacingOccurrences(of: "$HOST", with: "\(server.host):\(server.port)")
                .replacingOccurrences(of: "$HOME", with: home.path)
        }
        for (path, text) in client.files {
            let path = try home.write(path, filled(text))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        }
        let environment = client.environment.merging(["HOME": "$HOME", "PATH": "/usr/bin:/bin"]) { own, _ in own }
        return Prepared(client: client, server: server, home: home, environment: environment.mapValues(filled))
    }

    private static func question(_ prepared: Prepared) -> Question {
        let client = prepared.client
        let isPublic = client.host == "public.ecr.aws"
        return Question(
            name: client.name, library: client.library.rawValue,
            server: "http://\(prepared.server.host):\(prepared.server.port)",
            region: isPublic ? "us-east-1" : "eu-west-1",
            service: client.library == .azure ? client.library.host : isPublic ? "ecr-public" : "ecr",
            environment: prepared.environment, now: now)
    }

    private static func ask(
        _ client: ClientCase, _ environment: [String: String], _ server: ScriptedHTTPServer
    ) async -> ClientCredential? {
        let http = CloudHTTP(
            services: CURLClient(), metadata: LoopbackMetadata(server: server), clock: CloudClock { now })
        let provider: any CredentialProvider =
            switch client.library {
            case .aws: LeasedCredentials(AmazonCloud(environment: environment, http: http))
            case .google: LeasedCredentials(GoogleCloud(environment: environment, http: http))
            case .azure:
                LeasedCredentials(
                    AzureCloud(
                        environment: environment, http: http,
                        arcKeys: environment["HOME", default: ""] + "/tokens"
                    ) { _ in "http://\(server.host):\(server.port)" })
            }
        let repository = ImageRepository(host: client.host ?? client.library.host, path: "app")
        do {
            switch try await provider.credential(for: repository) {
            case .basic(let user, let password)?: return ClientCredential(user: user, password: password.reveal())
            case .identityToken(let token)?: return ClientCredential(identity: token.reveal())
            default: return nil
            }
        } catch {
            return ClientCredential(error: "\(error)")
        }
    }
}
