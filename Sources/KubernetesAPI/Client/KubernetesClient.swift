package import HTTPTransport

/// Asks an API server. Every call names its type, so that what is asked for can be read off the source.
package struct KubernetesClient: Sendable {
    /// One request that was answered, for metrics.
    package struct Answered: Sendable, Hashable {
        package let method: String
        package let status: Int
    }

    let access: ClusterAccess
    let http: any HTTPClient
    package let clock: APIClock
    let observe: @Sendable (Answered) -> Void
    /// How long one request may take, but for watches.
    private(set) var timeout = Duration.seconds(60)
    private(set) var isUrgent = false

    /// - Parameters:
    ///   - http: a client configured by ``ClusterAccess/configure(_:)``; ``ClusterHTTPClient`` where a kubeconfig may
    ///     bring certificates that change.
    ///   - observe: told of every answer.
    package init(
        _ access: ClusterAccess, http: any HTTPClient, clock: APIClock = .system,
        observe: @escaping @Sendable (Answered) -> Void = { _ in }
    ) {
        self.access = access
        self.http = http
        self.clock = clock
        self.observe = observe
    }

    /// The same client for requests that cannot wait: each has so much time, its pauses included, and shares no
    /// connection with requests that are under way. A connection that is dead and does not know it yet may carry many,
    /// and would fail the next ones too.
    package func urgent(within timeout: Duration) -> KubernetesClient {
        var client = self
        client.timeout = timeout
        client.isUrgent = true
        return client
    }
}
