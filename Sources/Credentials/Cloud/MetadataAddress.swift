import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a machine's own metadata server may be.
enum MetadataAddress {
    /// Fixed by each cloud: the shared address, AWS' container agents (IPv4 and IPv6), and Google's name for it.
    static let hosts: Set = [
        "169.254.169.254", "169.254.170.2", "169.254.170.23", "[fd00:ec2::254]", "[fd00:ec2::23]", "fd00:ec2::254",
        "fd00:ec2::23", "metadata.google.internal",
    ]

    /// - Throws: `invalidSetting` for a host that is neither this machine nor where a cloud keeps its metadata.
    static func url(_ text: String, setting: String) throws(CredentialError) -> URL {
        guard let url = URL(string: text), url.user() == nil, let host = url.host(percentEncoded: false),
            let origin = HTTPOrigin(url), origin.isLoopback || hosts.contains(host.lowercased())
        else {
            throw CredentialError(
                .invalidSetting, subject: setting,
                message: "names no metadata server: it has to be a loopback address or one that the cloud defines"
            )
        }
        return url
    }
}
