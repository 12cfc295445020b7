import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The address that serves a registry's host.
struct RegistryEndpoint: Hashable, Sendable {
    /// The registry's own name, which credentials are chosen by.
    let host: String
    let origin: HTTPOrigin
    let url: URL
    let sendsCredentials: Bool
    /// Whether every GET of a manifest counts against a limit, as at Docker Hub, where HEAD does not.
    let isMetered: Bool
    private let base: String

    /// - Throws: `notAllowed` where the endpoint is no `http` or `https` address, or holds more than an address.
    init(host: String, settings: RegistryHost) throws(RegistryError) {
        self.host = host
        sendsCredentials = settings.usesCredentials
        var text = Self.ownAddress(of: host)
        isMetered = host == ImageRepository.dockerHub && settings.location == .itself
        if case .endpoint(let url) = settings.location {
            guard url.query == nil, url.fragment == nil, url.user == nil, url.password == nil else {
                throw Self.invalid(host, "an endpoint is scheme, host, port and path, nothing else")
            }
            text = url.absoluteString
        }
        while text.hasSuffix("/") { text.removeLast() }
        guard let url = URL(string: text), let origin = HTTPOrigin(url) else {
            throw Self.invalid(host, "its endpoint is no http or https address")
        }
        base = text
        self.url = url
        self.origin = origin
    }

    /// Docker Hub's registry has another name than its images; a registry on this machine speaks plain HTTP.
    private static func ownAddress(of host: String) -> String {
        if host == ImageRepository.dockerHub { return "https://registry-1.docker.io" }
        let isLocal = URL(string: "http://\(host)").flatMap(HTTPOrigin.init)?.isLoopback == true
        return "\(isLocal ? "http" : "https")://\(host)"
    }

    private static func invalid(_ host: String, _ why: String) -> RegistryError {
        RegistryError(
            .notAllowed, reason: .notAllowed, subject: host, message: "\(host) cannot be asked: \(why)"
        )
    }

    /// `<base>/v2/<repository>/<rest>`.
    func url(_ repository: ImageRepository, _ rest: String) throws(RegistryError) -> URL {
        guard let url = URL(string: "\(base)/v2/\(repository.path)/\(rest)") else {
            throw Self.invalid(host, "'\(repository.path)/\(rest)' makes no address")
        }
        return url
    }
}
