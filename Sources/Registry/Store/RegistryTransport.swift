import Credentials
import HTTPTransport

/// Sends requests to one registry's endpoint, with what the registry wants to be shown.
struct RegistryTransport: Sendable {
    let http: any HTTPClient
    let endpoint: RegistryEndpoint
    let authenticator: RegistryAuthenticator
    let pace: RegistryPace

    /// The answer, whatever its status. After a 401 the request is sent once more, if there is something new to show, and
    /// again where what was shown then had been kept and is refused by now.
    func send(_ request: HTTPRequest, _ access: RegistryAccess) async throws(RegistryError) -> HTTPResponse {
        let isOwn = isOwn(request)
        let prepared = try await prepared(request, access, isOwn)
        let response = try await paced(prepared, access, isOwn)
        guard isOwn, isRefusal(response, prepared), prepared.body.isRepeatable,
            let next = try await answering(prepared, response.headers, HTTPOrigin(response.url), access)
        else { return response }
        let second = try await paced(next, access, isOwn)
        guard prepared.authorization == nil, isRefusal(second, next), let shown = next.authorization,
            HTTPOrigin(second.url) == endpoint.origin,
            let another = try await authenticator.renewedAuthorization(for: access, rejected: shown)
        else { return second }
        var last = next
        last.authorization = another
        return try await paced(last, access, isOwn)
    }

    /// ECR says of a token that has ended that it may not do this: "Your authorization token has expired."
    private func isRefusal(_ response: HTTPResponse, _ request: HTTPRequest) -> Bool {
        response.status == 401
            || response.status == 403 && request.authorization != nil && ECRService.serves(endpoint.host)
    }

    /// The same, the body of the answer to be read as it comes.
    func stream(_ request: HTTPRequest, _ access: RegistryAccess) async throws(RegistryError) -> HTTPStreamingResponse {
        let isOwn = isOwn(request)
        let prepared = try await prepared(request, access, isOwn)
        if isOwn { try await pace.wait(access) }
        let response = try await mapped(access) { () async throws(HTTPError) in try await http.stream(prepared) }
        if isOwn { pace.learn(response.status, response.headers, access) }
        guard isOwn, response.status == 401,
            let next = try await answering(prepared, response.headers, HTTPOrigin(response.url), access)
        else { return response }
        response.cancel()
        return try await mapped(access) { () async throws(HTTPError) in try await http.stream(next) }
    }

    /// An upload may lead to a storage service, with a signed address.
    private func isOwn(_ request: HTTPRequest) -> Bool { HTTPOrigin(request.url) == endpoint.origin }

    /// Another host is not the registry's to bound.
    private func paced(
        _ request: HTTPRequest, _ access: RegistryAccess, _ isOwn: Bool
    ) async throws(RegistryError) -> HTTPResponse {
        let send: @Sendable () async throws(RegistryError) -> HTTPResponse = { () async throws(RegistryError) in
            try await self.mapped(access) { () async throws(HTTPError) in try await self.http.send(request) }
        }
        return isOwn ? try await pace.send(request, access, send) : try await send()
    }

    /// Credentials for requests to the endpoint alone.
    private func prepared(
        _ request: HTTPRequest, _ access: RegistryAccess, _ isOwn: Bool
    ) async throws(RegistryError) -> HTTPRequest {
        var request = request
        if isOwn {
            request.authorization = try await authenticator.authorization(for: access)
        } else {
            request.options.untrustedURL = true
            request.options.urlSource = endpoint.url
        }
        return request
    }

    /// The request to send after a 401. A challenge is believed from the endpoint alone: after a redirect to another
    /// host it is that host's, which nobody gave credentials for.
    private func answering(
        _ request: HTTPRequest, _ headers: HTTPHeaders, _ answered: HTTPOrigin?, _ access: RegistryAccess
    ) async throws(RegistryError) -> HTTPRequest? {
        guard answered == endpoint.origin else { return nil }
        let authorization = try await authenticator.authorization(
            for: access, challenges: headers.challenges, rejected: request.authorization
        )
        guard let authorization, authorization != request.authorization else { return nil }
        var next = request
        next.authorization = authorization
        return next
    }

    /// What an answer that is no success means.
    func failure(
        _ response: HTTPResponse, _ access: RegistryAccess, missing: RegistryError.Missing
    ) async -> RegistryError {
        guard response.status == 401 || response.status == 403 else {
            return RegistryError(response, access: access, missing: missing)
        }
        do throws(RegistryError) {
            return .unauthorized(response, access: access, known: try await authenticator.credential(for: access))
        } catch {
            return error
        }
    }

    private func mapped<Answer>(
        _ access: RegistryAccess, _ body: () async throws(HTTPError) -> Answer
    ) async throws(RegistryError) -> Answer {
        do throws(HTTPError) {
            return try await body()
        } catch {
            throw RegistryError(error, subject: access.subject)
        }
    }
}

extension HTTPRequestBody {
    fileprivate var isRepeatable: Bool {
        if case .stream = self { false } else { true }
    }
}
