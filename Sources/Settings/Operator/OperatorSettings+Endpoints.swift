import Registry
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension OperatorSettings {
    /// Reads `HOST=URL`, or `HOST=layout:PATH` for an OCI image layout directory.
    ///
    /// - Parameter subject: the flag or variable, as errors call it.
    package mutating func addEndpoint(_ text: some StringProtocol, subject: String) throws(ConfigurationError) {
        let usage = "is not HOST=URL, such as gcr.io=http://127.0.0.1:5000, or HOST=layout:PATH"
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw ConfigurationError(subject, "'\(text)' \(usage)")
        }
        let host = String(text[..<equals])
        let address = text[text.index(after: equals)...]
        if address.hasPrefix("layout:"), address.count > "layout:".count {
            endpoints[host] = RegistryHost(.layout(FilePath(String(address.dropFirst("layout:".count)))))
            return
        }
        guard let url = Self.endpoint(address) else { throw ConfigurationError(subject, "'\(text)' \(usage)") }
        endpoints[host] = RegistryHost(.endpoint(url))
    }

    /// An address with scheme and host, and without user, password, query and fragment.
    static func endpoint(_ text: some StringProtocol) -> URL? {
        guard let url = URL(string: String(text)), let scheme = url.scheme, ["http", "https"].contains(scheme),
            let host = url.host(percentEncoded: false), !host.isEmpty, url.user == nil, url.password == nil,
            url.query == nil, url.fragment == nil
        else { return nil }
        return url
    }

    /// Hosts that may be asked over plain HTTP, because the operator wrote `http://`.
    package var plainHTTPHosts: Set<String> {
        Set(
            endpoints.values.compactMap { host in
                guard case .endpoint(let url) = host.location, url.scheme == "http" else { return nil }
                let name = url.host(percentEncoded: false) ?? ""
                return url.port.map { "\(name):\($0)" } ?? name
            }
        )
    }
}
