package import ImageModel
package import SystemPackage

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Where registries are, and how much is asked of them at once.
package struct RegistryConfiguration: Sendable, Hashable {
    /// What differs for a registry, by its host as references spell it, port included. Docker Hub is `docker.io`.
    package var hosts: [String: RegistryHost]
    /// References resolved at once; the transport bounds requests per host besides.
    package var maximumConcurrentResolutions = 32
    /// Blobs on their way at once in all copies. Each takes two requests, which within one registry count against the
    /// same limit of the transport: that has to be more than twice as much.
    package var maximumConcurrentBlobs = 6

    /// How single registries want to be asked, by host.
    package var limits: [String: RegistryLimits] = [:]
    /// Caches that have an image only once it was read there: a tag is read by GET, again after a pause where it is not
    /// there yet.
    package var fillingOnRead: [RepositoryPrefix] = []
    /// How long to wait for a cache that fills, each time.
    package var fillingPauses: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

    package init(hosts: [String: RegistryHost] = [:]) {
        self.hosts = Dictionary(hosts.map { ($0.key.lowercased(), $0.value) }) { _, last in last }
    }

    func host(_ name: String) -> RegistryHost {
        hosts[name.lowercased()] ?? RegistryHost()
    }
}

/// How often a registry may be asked.
package struct RegistryLimits: Sendable, Hashable {
    /// Requests in flight at once; bodies that are streamed do not count.
    package var concurrency: Int?
    package var requestsPerSecond: Int?

    package init(concurrency: Int? = nil, requestsPerSecond: Int? = nil) {
        self.concurrency = concurrency
        self.requestsPerSecond = requestsPerSecond
    }
}

/// Where one registry's images are to be had.
package struct RegistryHost: Sendable, Hashable {
    package enum Location: Sendable, Hashable {
        /// The host itself: `https`, or plain HTTP on loopback. `docker.io` is served by `registry-1.docker.io`.
        case itself
        /// Another address that serves this host: `http://127.0.0.1:5000`. A path there stands before `/v2/`.
        case endpoint(URL)
        /// An OCI image layout directory. No network at all.
        case layout(FilePath)
    }

    package var location: Location
    /// Whether credentials for the host are sent to where ``location`` says. `false` for an endpoint that only the
    /// repository's own configuration names: whoever commits there is not the operator.
    package var usesCredentials: Bool

    package init(_ location: Location = .itself, usesCredentials: Bool = true) {
        self.location = location
        self.usesCredentials = usesCredentials
    }
}
