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
    /// Fixed by each cloud: the shared address, AWS' container agents (IPv4 and IPv6), and Google's name for it.
    static let metadataHosts: Set = [
        "169.254.169.254", "169.254.170.2", "169.254.170.23", "[fd00:ec2::254]", "[fd00:ec2::23]", "fd00:ec2::254",
        "fd00:ec2::23", "metadata.google.internal",
    ]

    let services: any HTTPClient
    let metadata: any HTTPClient

    package init(services: any HTTPClient) {
        var configuration = HTTPClientConfiguration()
        configuration.proxies = .none
        configuration.plainHTTPHosts = Self.metadataHosts
        configuration.connectTimeout = .seconds(1)
        self.init(services: services, metadata: CURLClient(configuration))
    }

    init(services: any HTTPClient, metadata: any HTTPClient) {
        self.services = services
        self.metadata = metadata
    }

    /// - Throws: `invalidSetting` for a host that is neither this machine nor where a cloud keeps its metadata.
    static func metadataURL(_ text: String, setting: String) throws(CredentialError) -> URL {
        guard let url = URL(string: text), let host = url.host(percentEncoded: false), let origin = HTTPOrigin(url),
            origin.isLoopback || metadataHosts.contains(host.lowercased())
        else {
            throw CredentialError(
                .invalidSetting, subject: setting,
                message: "names no metadata server: it has to be a loopback address or one that the cloud defines"
            )
        }
        return url
    }

    static func url(_ text: String, setting: String) throws(CredentialError) -> URL {
        guard let url = URL(string: text), url.host() != nil else {
            throw CredentialError(.invalidSetting, subject: setting, message: "is not an address, https://host/path")
        }
        return url
    }

    /// Asks a metadata server.
    ///
    /// - Returns: `nil` where nothing listens, as on every machine outside of the cloud.
    func askMetadata(_ request: HTTPRequest, _ subject: String) async throws(CredentialError) -> HTTPResponse? {
        var request = request
        request.options.timeout = .seconds(5)
        request.options.retry = .never
        do throws(HTTPError) {
            return try await metadata.send(bounded(request))
        } catch {
            switch error.code {
            case .unresolvedHost, .connectionFailed, .timedOut: return nil
            default: throw Self.failure(error, subject)
            }
        }
    }

    func ask(_ request: HTTPRequest, _ subject: String) async throws(CredentialError) -> HTTPResponse {
        do throws(HTTPError) {
            return try await services.send(bounded(request))
        } catch {
            throw Self.failure(error, subject)
        }
    }

    func post(
        _ form: [(name: String, value: String)], to url: URL, _ subject: String
    ) async throws(CredentialError) -> HTTPResponse {
        var request = HTTPRequest(.post, url, body: FormURLEncoding.body(form))
        request.headers["Content-Type"] = FormURLEncoding.contentType
        request.headers["Accept"] = "application/json"
        return try await ask(request, subject)
    }

    /// Clouds write `access_token`, `accessToken` and `AccessToken`: all are `accessToken` here.
    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { Key($0.last?.stringValue ?? "") }
        return decoder
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) {
            let words = name.split(separator: "_")
            let first = words.first.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? name
            stringValue = words.dropFirst().reduce(first) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
        }

        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    /// What an answer holds. Neither its words nor the decoder's are shown, as they may quote a secret.
    static func read<Answer: Decodable>(
        _ type: Answer.Type, _ response: HTTPResponse, _ subject: String
    ) throws(CredentialError) -> Answer {
        guard response.isSuccess else { throw refusal(response, subject) }
        guard let answer = try? decoder.decode(type, from: Data(response.body)) else {
            throw CredentialError(
                .invalidAnswer, subject: subject,
                message: "answered \(response.status) with something else than a token")
        }
        return answer
    }

    static func refusal(_ response: HTTPResponse, _ subject: String) -> CredentialError {
        CredentialError(
            .cloudRefused, subject: subject,
            message: "refused with status \(response.status): check that this identity exists and may do this")
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
