import HTTPTransport

/// Who is told of every repository, and where tenants' notifications may go.
package struct NotificationSettings: Sendable {
    /// A file of kind `Notifications`, read anew for each notice; `nil` for none.
    package var file: String?
    /// Hosts, as `host` or `host:port`, that tenants' addresses may name though they are in a private network or on this
    /// machine, or are asked over plain HTTP. Others have to be on the internet, over HTTPS.
    package var allowedHosts: Set<String> = []

    package init() {}

    /// A client that reaches the allowed hosts; the given one where there are none.
    func client(_ shared: CURLClient, _ configuration: HTTPClientConfiguration) -> CURLClient {
        guard !allowedHosts.isEmpty else { return shared }
        var configuration = configuration
        configuration.trustedHosts.formUnion(allowedHosts)
        configuration.plainHTTPHosts.formUnion(allowedHosts)
        return CURLClient(configuration)
    }
}
