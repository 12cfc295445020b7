#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is checked before anything is sent.
struct RequestRules: Sendable {
    let configuration: HTTPClientConfiguration

    /// The first hop of a request: its URL without user and password, its headers known to be one line each.
    func hop(for request: HTTPRequest) throws(TransferFailure) -> HTTPHop {
        // Framing is the transport's business.
        let framing: Set<String> = ["content-length", "transfer-encoding", "connection"]
        let fields = request.headers.fields.filter { !framing.contains($0.name.lowercased()) }
        var secrets = request.secretHeaders.map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
        if let authorization = request.authorization ?? userAuthorization(request) {
            secrets.append((name: "Authorization", value: authorization))
        }
        let hop = try HTTPHop(url: request.url, fields: fields, secrets: secrets)
        try check(fields.map { ($0.name, $0.value) } + secrets.map { ($0.name, $0.value.reveal()) }, hop)
        try checkScheme(hop)
        return hop
    }

    func checkScheme(_ hop: HTTPHop) throws(TransferFailure) {
        guard !configuration.allowsScheme(of: hop.origin) else { return }
        let message =
            "plain http is not allowed for \(hop.origin.authority); use https, or name the host as one for plain http"
        throw TransferFailure(.notAllowed, url: hop.redactedURL, message: message)
    }

    private func check(_ fields: [(name: String, value: String)], _ hop: HTTPHop) throws(TransferFailure) {
        for (name, value) in fields {
            guard HTTPHeaders.isValidName(name) else {
                let message = "a header has a name that is not allowed"
                throw TransferFailure(.invalidRequest, url: hop.redactedURL, message: message)
            }
            guard HTTPHeaders.isValidValue(value) else {
                let message = "the header \(name) holds a line break or another control character"
                throw TransferFailure(.invalidRequest, url: hop.redactedURL, message: message)
            }
        }
    }

    /// A user and a password in a URL become a header, so that they are kept like every other secret.
    private func userAuthorization(_ request: HTTPRequest) -> Secret? {
        guard let user = request.url.user(percentEncoded: false),
            let password = request.url.password(percentEncoded: false)
        else { return nil }
        return .basic(user: user, password: Secret(password))
    }
}
