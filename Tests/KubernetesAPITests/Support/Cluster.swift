import Foundation
import HTTPTransport
import KubernetesAPI
import Logging
import PinnaceTestSupport

/// A stand-in API server with the test's custom resource, and a client of it.
struct Cluster {
    let server: StandInAPIServer
    let client: KubernetesClient

    static func started(_ clock: APIClock = .system, token: (any TokenSource)? = nil) throws -> Cluster {
        let server = try StandInAPIServer.start()
        server.define(Widget.definition)
        return Cluster(server: server, client: client(server.url, clock, token: token))
    }

    static func client(_ url: URL, _ clock: APIClock = .system, token: (any TokenSource)? = nil) -> KubernetesClient {
        let access = ClusterAccess(server: url, tokens: token ?? NoToken())
        var configuration = HTTPClientConfiguration()
        access.configure(&configuration)
        return KubernetesClient(access, http: CURLClient(configuration), clock: clock)
    }

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// The error that a call throws, for tests that compare it.
func failure<Result>(_ body: () async throws(KubernetesError) -> Result) async -> KubernetesError? {
    do throws(KubernetesError) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
