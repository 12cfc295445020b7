import Foundation
import Synchronization

/// A token service as Docker Hub and Harbor run one: a registry names it in its challenge, it checks who asks and signs
/// what they may do.
package final class TokenServer: Sendable {
    /// How it treats who asks.
    package struct Rules: Sendable {
        /// Passwords by user name.
        package var accounts: [String: String]
        /// Identity tokens that `grant_type=refresh_token` takes, each with its user name.
        package var refreshTokens: [String: String]
        /// What one without credentials gets of what they ask for; nothing by default, which is an answer of 200 all
        /// the same, as the specification has it.
        package var anonymousActions: Set<String>
        /// The answer to a wrong password: 401, or 403 as gcr.io says it.
        package var refusal: Int
        /// Seconds, told as `expires_in` and true in the token.
        package var lifetime: Int
        /// Whether POST is answered; 405 otherwise, as older services do.
        package var takesPost: Bool

        package init(
            accounts: [String: String] = ["pinnace": "correct horse"],
            refreshTokens: [String: String] = [:],
            anonymousActions: Set<String> = [],
            refusal: Int = 401,
            lifetime: Int = 300,
            takesPost: Bool = true
        ) {
            self.accounts = accounts
            self.refreshTokens = refreshTokens
            self.anonymousActions = anonymousActions
            self.refusal = refusal
            self.lifetime = lifetime
            self.takesPost = takesPost
        }
    }

    /// One request as it came.
    package struct Request: Sendable {
        package let method: String
        /// `nil` where no credentials came.
        package let user: String?
        package let service: String?
        package let scopes: [String]
        package let status: Int
    }

    /// The `issuer`, `service` and `rootcertbundle` of the registry's configuration.
    package let issuer = "pinnace-test-issuer"
    package let service = "pinnace-test-registry"
    package let certificate: TestCertificate
    private let signer: TokenSigner
    private let state: State
    private let server: LoopbackHTTPServer

    private final class State: Sendable {
        let rules: Mutex<Rules>
        let requests = Mutex<[Request]>([])
        init(_ rules: Rules) { self.rules = Mutex(rules) }
    }

    /// The address of the service, for a registry's challenge.
    package var realm: String { "http://127.0.0.1:\(server.port)/token" }
    package var requests: [Request] { state.requests.withLock(\.self) }

    /// - Parameter directory: takes the key and the certificate.
    package static func start(in directory: String, rules: Rules = Rules()) async throws -> TokenServer {
        try TokenServer(certificate: try await .make(in: directory, name: "token-server"), rules: rules)
    }

    private init(certificate: TestCertificate, rules: Rules) throws {
        let signer = try TokenSigner(certificate, issuer: issuer, service: service)
        let state = State(rules)
        self.certificate = certificate
        self.signer = signer
        self.state = state
        server = try LoopbackHTTPServer { Self.answer($0, signer, state) }
    }

    package func change(_ body: @Sendable (inout Rules) -> Void) {
        state.rules.withLock { body(&$0) }
    }

    /// A token for a fixture's own requests; not recorded.
    package func token(_ repository: String, _ actions: [String] = ["pull", "push", "delete"]) throws -> String {
        let access = TokenSigner.Access(type: "repository", name: repository, actions: actions)
        return try signer.token(subject: "fixture", access: [access], lifetime: 600)
    }

    private static func answer(
        _ message: LoopbackHTTP.Message,
        _ signer: TokenSigner,
        _ state: State
    ) -> LoopbackHTTP.Message {
        let rules = state.rules.withLock(\.self)
        let call = TokenCall(message)
        let caller = call.caller(rules)
        let answer = reply(to: call, caller, rules, signer)
        let request = Request(
            method: call.method,
            user: call.claimedUser,
            service: call["service"],
            scopes: call.scopes,
            status: answer.status
        )
        state.requests.withLock { $0.append(request) }
        return answer
    }

    private static func reply(
        to call: TokenCall,
        _ caller: TokenCall.Caller,
        _ rules: Rules,
        _ signer: TokenSigner
    ) -> LoopbackHTTP.Message {
        guard call.method == "GET" || rules.takesPost else {
            return .answer(405, json: #"{"details":"method not allowed"}"#)
        }
        let access: [TokenSigner.Access]
        let subject: String
        switch caller {
        case .refused:
            return .answer(rules.refusal, json: #"{"details":"incorrect username or password"}"#)
        case .anonymous:
            access = call.access.map { $0.limited(to: rules.anonymousActions) }.filter { !$0.actions.isEmpty }
            subject = ""
        case .user(let name):
            access = call.access
            subject = name
        }
        guard let token = try? signer.token(subject: subject, access: access, lifetime: rules.lifetime) else {
            return .answer(500, json: #"{"details":"no token could be signed"}"#)
        }
        let field = call.method == "GET" ? "token" : "access_token"
        return .answer(200, json: #"{"\#(field)":"\#(token)","expires_in":\#(rules.lifetime)}"#)
    }
}

extension TokenSigner.Access {
    fileprivate func limited(to allowed: Set<String>) -> Self {
        Self(type: type, name: name, actions: actions.filter(allowed.contains))
    }
}
