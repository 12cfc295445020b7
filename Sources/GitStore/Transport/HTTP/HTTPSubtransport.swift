internal import HTTPTransport

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Git's smart HTTP protocol (gitprotocol-http): GET of `info/refs`, then POSTs to the service's name.
final class HTTPSubtransport: SmartSubtransport {
    let isStateless = true
    private let operation: RemoteOperation
    private let client: any HTTPClient
    /// The repository's address without a slash at the end; a redirect of `info/refs` moves it.
    private var base: URL
    private var authorization: Secret?
    /// Who the server was told we are, for the message when it disagrees.
    private var identity: String?
    /// What a provider gave, and for which URL, until it was asked for another.
    private var given: (credential: GitCredential, url: GitRemoteURL)?
    private var hasBegun = false

    /// Some servers know git clients by the first letters.
    private static let userAgent = "git/2.0 (pinnace)"

    init(_ operation: RemoteOperation) throws(GitError) {
        var address = operation.url.description
        while address.hasSuffix("/") { address.removeLast() }
        guard let base = URL(string: address) else {
            throw GitError(.invalid, operation: operation.description, message: "the URL cannot be read")
        }
        guard let client = operation.network.http else {
            throw GitError(.invalid, operation: operation.description, message: "HTTP is switched off here")
        }
        self.operation = operation
        self.client = client
        self.base = base
    }

    func open(_ service: SmartService) -> any SmartStream {
        HTTPSmartStream(service, transport: self, operation: operation)
    }

    func close() {}

    /// One exchange, sent again with credentials where the server asks for them.
    func exchange(_ service: SmartService, body: SpooledBody) throws(GitError) -> HTTPStreamingResponse {
        if !hasBegun { try showUnasked() }
        var response = try send(service, body: body)
        if response.status == 401, authorization == nil {
            response.cancel()
            try authorize()
            response = try send(service, body: body)
        }
        if response.status == 401, try renew() {
            response.cancel()
            response = try send(service, body: body)
        }
        try HTTPAnswer(response, operation: operation, identity: identity).check(service)
        return response
    }

    private func send(_ service: SmartService, body: SpooledBody) throws(GitError) -> HTTPStreamingResponse {
        let request = try request(service, body: body)
        let client = client
        let operation = operation.description
        let call = self.operation.blockingCall()
        let response = try call.wait(discarding: Self.discard) { () async throws(GitError) in
            do throws(HTTPError) {
                return try await client.stream(request)
            } catch {
                throw GitError(error, operation: operation)
            }
        }
        if service.isAdvertisement { try follow(to: response.url) }
        return response
    }

    @Sendable private static func discard(_ late: HTTPStreamingResponse) { late.cancel() }

    private func request(_ service: SmartService, body: SpooledBody) throws(GitError) -> HTTPRequest {
        let isAdvertisement = service.isAdvertisement
        let suffix = isAdvertisement ? "/info/refs?service=\(service.program)" : "/\(service.program)"
        guard let url = URL(string: base.absoluteString + suffix) else {
            throw GitError(.invalid, operation: operation.description, message: "the URL cannot be read")
        }
        var request = HTTPRequest(isAdvertisement ? .get : .post, url, authorization: authorization)
        request.headers["User-Agent"] = Self.userAgent
        if try GitRemoteURL(base.absoluteString).origin == operation.url.origin {
            request.secretHeaders = operation.network.headers
        }
        request.options.timeout = nil
        request.options.idleTimeout = operation.network.idleTimeout
        if !isAdvertisement {
            request.headers["Content-Type"] = "application/x-\(service.program)-request"
            request.headers["Accept"] = "application/x-\(service.program)-result"
            request.body = body.httpBody()
            request.options.redirects = .refuse
            request.options.retry = .never
        }
        return request
    }

    /// What is asked of one address is asked of where it sent us from then on; credentials do not come along.
    private func follow(to url: URL) throws(GitError) {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: false)
        parts?.query = nil
        let suffix = "/info/refs"
        guard let address = parts?.string, address.hasSuffix(suffix),
            let moved = URL(string: String(address.dropLast(suffix.count)))
        else {
            throw GitError(
                .server, operation: operation.description,
                message: "the server sent us to another page instead of the repository; check the URL")
        }
        guard moved != base else { return }
        guard base.scheme != "https" || moved.scheme == "https" else {
            throw GitError(
                .server, operation: operation.description, message: "the server sent us from https to plain http")
        }
        if try GitRemoteURL(moved.absoluteString).origin != GitRemoteURL(base.absoluteString).origin {
            authorization = nil
            given = nil
        }
        base = moved
    }

    private func authorize() throws(GitError) {
        let asking = try GitRemoteURL(base.absoluteString)
        guard let credential = try credential(for: asking) else {
            throw GitError(
                .authentication, operation: operation.description,
                message: "\(asking.origin) asks for a user and a password or token, and none is known for it; set "
                    + "PINNACE_GIT_USERNAME and PINNACE_GIT_TOKEN, or configure a git credential helper")
        }
        use(credential)
    }

    /// Not what the URL itself holds: that is shown to who asks.
    private func showUnasked() throws(GitError) {
        hasBegun = true
        let url = operation.url
        guard url.password == nil else { return }
        let provider = operation.network.credentials
        let credential = try operation.blockingCall().wait { () async throws(GitError) in
            try await provider.unasked(for: url)
        }
        guard let credential else { return }
        given = (credential, url)
        use(credential)
    }

    /// A token that was taken back before its end.
    private func renew() throws(GitError) -> Bool {
        guard let (credential, url) = given else { return false }
        given = nil
        let provider = operation.network.credentials
        let another = try operation.blockingCall().wait { () async throws(GitError) in
            try await provider.renewed(credential, for: url)
        }
        guard let another else { return false }
        use(another)
        return true
    }

    private func use(_ credential: GitCredential) {
        switch credential {
        case .basic(let user, let password):
            let pair = Data("\(user):\(password.reveal())".utf8).base64EncodedString()
            (authorization, identity) = (Secret("Basic \(pair)"), "user \(user)")
        case .bearer(let token):
            (authorization, identity) = (Secret("Bearer \(token.reveal())"), "the bearer token")
        }
    }

    /// What the URL itself holds comes first, for its own origin.
    private func credential(for asking: GitRemoteURL) throws(GitError) -> GitCredential? {
        let given = operation.url
        if let password = given.password, given.origin == asking.origin {
            return .basic(user: given.user ?? "", password: password)
        }
        let provider = operation.network.credentials
        let named = given.origin == asking.origin ? given : asking
        let credential = try operation.blockingCall().wait { () async throws(GitError) in
            try await provider.credential(for: named)
        }
        self.given = credential.map { ($0, named) }
        return credential
    }
}

extension GitError {
    init(_ error: HTTPError, operation: String) {
        let code: Code =
            switch error.code {
            case .cancelled: .cancelled
            case .timedOut: .timedOut
            case .bodyTooLarge: .tooLarge
            case .notAllowed, .invalidRequest: .invalid
            default: .connectionFailed
            }
        self.init(code, operation: operation, message: error.message)
    }
}
