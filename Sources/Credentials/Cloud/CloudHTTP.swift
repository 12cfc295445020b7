package import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How clouds are asked: their services as everything else is, the metadata servers of the machine by a connection of
/// their own, past every proxy, over plain HTTP, and given up soon.
package struct CloudHTTP: Sendable {
    private static let maximumBodyBytes = 64 << 10

    let services: any HTTPClient
    let metadata: any HTTPClient
    let clock: CloudClock

    package init(services: any HTTPClient) {
        self.init(services: services, clock: CloudClock())
    }

    init(services: any HTTPClient, clock: CloudClock) {
        var configuration = HTTPClientConfiguration()
        configuration.proxies = .none
        configuration.plainHTTPHosts = MetadataAddress.hosts
        configuration.connectTimeout = .milliseconds(800)
        self.init(services: services, metadata: CURLClient(configuration), clock: clock)
    }

    init(services: any HTTPClient, metadata: any HTTPClient, clock: CloudClock) {
        self.services = services
        self.metadata = metadata
        self.clock = clock
    }

    static func url(_ text: String, setting: String) throws(CredentialError) -> URL {
        guard let url = URL(string: text), url.host() != nil, url.user() == nil else {
            throw CredentialError(.invalidSetting, subject: setting, message: "is not an address, https://host/path")
        }
        return url
    }

    /// Asks a metadata server.
    ///
    /// - Returns: `nil` where nothing answers in time, as on every machine outside of the cloud.
    func askMetadata(
        _ request: HTTPRequest, _ subject: String, within timeout: Duration = .seconds(5), attempts: Int = 1
    ) async throws(CredentialError) -> HTTPResponse? {
        var request = request
        request.options.timeout = timeout
        request.options.retry = HTTPRetry(attempts: attempts, longestDelay: .seconds(2))
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await metadata.send(bounded(request))
        } catch {
            switch error.code {
            case .unresolvedHost, .connectionFailed, .timedOut: return nil
            default: throw Self.failure(error, subject)
            }
        }
        if (300..<400).contains(response.status) {
            throw CredentialError(
                .cloudRefused, subject: subject, message: "answered with a redirect, which is not followed")
        }
        return response
    }

    func ask(_ request: HTTPRequest, _ subject: String) async throws(CredentialError) -> HTTPResponse {
        do throws(HTTPError) {
            return try await services.send(bounded(request))
        } catch {
            throw Self.failure(error, subject)
        }
    }

    /// Asks with what bears a time; once more, where the refusal came with another time than this machine's.
    func ask(
        _ subject: String, signing request: (_ time: Int) throws(CredentialError) -> HTTPRequest
    ) async throws(CredentialError) -> HTTPResponse {
        let time = clock.now
        let response = try await ask(try request(time), subject)
        guard clock.isCorrected(by: response, signed: time) else { return response }
        return try await ask(try request(clock.now), subject)
    }

    static func form(_ fields: [(name: String, value: String)], to url: URL) -> HTTPRequest {
        var request = HTTPRequest(.post, url, body: FormURLEncoding.body(fields))
        request.headers["Content-Type"] = FormURLEncoding.contentType
        request.headers["Accept"] = "application/json"
        return request
    }

    func post(
        _ form: [(name: String, value: String)], to url: URL, _ subject: String
    ) async throws(CredentialError) -> HTTPResponse {
        try await ask(Self.form(form, to: url), subject)
    }

    private func bounded(_ request: HTTPRequest) -> HTTPRequest {
        var request = request
        request.options.maximumBodyBytes = Self.maximumBodyBytes
        // The body or a header is the secret: it follows nobody elsewhere.
        request.options.redirects = .refuse
        return request
    }

    private static func failure(_ error: HTTPError, _ subject: String) -> CredentialError {
        if error.code == .cancelled { return CredentialError(.cancelled, subject: subject, message: "cancelled") }
        return CredentialError(.cloudUnreachable, subject: subject, message: "did not answer: \(error.message)")
    }
}
