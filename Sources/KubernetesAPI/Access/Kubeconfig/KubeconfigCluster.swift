import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A cluster's entry: where its server is, and how it is known.
struct KubeconfigCluster: Sendable {
    let fields: KubeconfigFields
    let source: Kubeconfig.Source

    init(_ entry: Kubeconfig.Entry) {
        fields = entry.fields
        source = entry.source
    }

    func server() throws(KubernetesError) -> URL {
        guard let text = try fields.text("server") else { throw fields.error("the cluster names no server") }
        guard let url = URL(string: text.contains("://") ? text : "https://\(text)"), HTTPOrigin(url) != nil,
            url.user() == nil, url.query() == nil, url.fragment() == nil
        else { throw fields.error("server should be an address such as https://host:6443") }
        return url
    }

    func trustsAnyServer() throws(KubernetesError) -> Bool {
        guard try fields.flag("insecure-skip-tls-verify") else { return false }
        guard try authority() == nil else {
            throw fields.error("certificate-authority and insecure-skip-tls-verify contradict each other")
        }
        return true
    }

    func tls() throws(KubernetesError) -> HTTPHostTLS {
        var tls = HTTPHostTLS()
        if let authority = try authority() {
            tls.additionalAuthorities = [authority]
            tls.trustsOnlyAdditionalAuthorities = true
        }
        tls.serverName = try serverName()
        return tls
    }

    func proxy() throws(KubernetesError) -> Secret? {
        guard let text = try fields.text("proxy-url") else { return nil }
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), url.host()?.isEmpty == false,
            ["http", "https", "socks5"].contains(scheme)
        else { throw fields.error("proxy-url should be http://…, https://… or socks5://…") }
        return Secret(text)
    }

    func serverName() throws(KubernetesError) -> String? {
        guard let name = try fields.text("tls-server-name") else { return nil }
        let isName =
            name.utf8.count <= 253
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
        guard isName else { throw fields.error("tls-server-name should be a host's name") }
        return name
    }

    /// What comes in the file counts more than what it names.
    func authority() throws(KubernetesError) -> PEMSource? {
        try KubeconfigPEM.source(fields, "certificate-authority", source)
    }
}

/// PEM that stands in a kubeconfig, or in a file that it names.
enum KubeconfigPEM {
    static func source(
        _ fields: KubeconfigFields, _ key: String, _ source: Kubeconfig.Source
    ) throws(KubernetesError) -> PEMSource? {
        if let text = try fields.text("\(key)-data") {
            guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) else {
                throw fields.error("\(key)-data is not base64")
            }
            return .bytes(Array(data))
        }
        return try fields.text(key).map { .file(source.path($0)) }
    }
}
