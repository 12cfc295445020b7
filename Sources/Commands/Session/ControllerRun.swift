import Controller
import HTTPTransport
import KubernetesAPI
import Logging
import ServiceLifecycle
import UnixSignals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The controller as a process: found its cluster, made its connections, and ends when it is told to.
struct ControllerRun: Sendable {
    let session: Session
    let options: ControllerOptions

    func run() async throws {
        let access = try access()
        var configuration = session.httpConfiguration
        access.configure(&configuration)
        let service = ControllerService(
            try settings(), access: access, clusterHTTP: CURLClient(configuration), http: session.http,
            session.httpConfiguration, identity: identity, logger: logger)
        let group = ServiceGroup(
            services: [LifecycleService(controller: service)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        try await group.run()
    }

    private func access() throws -> ClusterAccess {
        try ClusterAccess(inCluster: session.environment)
    }

    private func settings() throws -> ControllerSettings {
        var settings = ControllerSettings(
            cacheDirectory: options.cacheDirectory ?? session.cacheDirectory, environment: session.environment,
            version: Version.current)
        settings.namespace = options.namespace
        settings.labelSelector = options.selector
        settings.concurrency = options.concurrency
        settings.jobs = session.options.jobs
        settings.registries = session.settings
        settings.trust = session.trust
        settings.ports.metrics = options.metricsPort == 0 ? nil : options.metricsPort
        settings.ports.health = options.healthPort == 0 ? nil : options.healthPort
        if options.leaderElection {
            guard let namespace = options.leaseNamespace ?? ClusterAccess.namespace() else {
                throw UsageError("--lease-namespace says where the Lease is; outside of a cluster nothing else does")
            }
            settings.lease = ObjectKey(namespace: namespace, name: options.leaseName)
        }
        return settings
    }

    /// Unlike any other replica's, also after a restart under the same name.
    private var identity: String {
        "\(session.environment["HOSTNAME"] ?? ProcessInfo.processInfo.hostName)_\(UUID().uuidString.lowercased())"
    }

    private var logger: Logger {
        var logger = Logger(label: "controller") { [format = session.options.logFormat] label in
            StandardErrorLog(label: label, format: format, logLevel: .info)
        }
        logger.logLevel = session.options.verbose > 0 ? .debug : .info
        return logger
    }
}

/// Ends the controller when the process is asked to end.
private struct LifecycleService: Service {
    let controller: ControllerService

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await controller.run()
            } catch is CancellationError {}
        }
    }
}
