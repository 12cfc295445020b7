/// PEM text, in a file that is read at each connection or in memory.
package enum PEMSource: Sendable, Hashable {
    case file(String)
    case bytes([UInt8])
}

/// Which certificates are shown to a host, and which are believed.
package struct HTTPHostTLS: Sendable, Hashable {
    /// Authorities besides the client's own.
    package var additionalAuthorities: [PEMSource]
    /// Only ``additionalAuthorities`` count, as for a Kubernetes API server with its own authority.
    package var trustsOnlyAdditionalAuthorities: Bool
    package var clientCertificate: PEMSource?
    package var clientKey: PEMSource?
    package var clientKeyPassword: Secret?
    /// The name that the host's certificate has to be for, and that is asked for in the handshake, instead of the URL's.
    package var serverName: String?

    package init(
        additionalAuthorities: [PEMSource] = [],
        trustsOnlyAdditionalAuthorities: Bool = false,
        clientCertificate: PEMSource? = nil,
        clientKey: PEMSource? = nil,
        clientKeyPassword: Secret? = nil,
        serverName: String? = nil
    ) {
        self.additionalAuthorities = additionalAuthorities
        self.trustsOnlyAdditionalAuthorities = trustsOnlyAdditionalAuthorities
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
        self.clientKeyPassword = clientKeyPassword
        self.serverName = serverName
    }
}
