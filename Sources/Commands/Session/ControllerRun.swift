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
        let service = ControllerService(
            try settings(access), access: access, clusterHTTP: ClusterHTTPClient(access, session.httpConfiguration),
            http: session.http, session.httpConfiguration, identity: identity, logger: logger)
        let group = ServiceGroup(
            services: [LifecycleService(controller: service)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        try await group.run()
    }

    /// The pod's own cluster, unless another one is named or there is no pod.
    private func access() throws -> ClusterAccess {
        let isNamed = options.kubeconfig != nil || options.context != nil
        if !isNamed, ClusterAccess.isInCluster(session.environment) {
            return try ClusterAccess(inCluster: session.environment)
        }
        let kubeconfig = try Kubeconfig.load(file: options.kubeconfig, environment: session.environment)
        return try ClusterAccess(kubeconfig, context: options.context, environment: session.environment)
    }

    private func settings(_ access: ClusterAccess) throws -> ControllerSettings {
        var settings = ControllerSettings(
            cacheDirectory: options.cacheDirectory ?? session.cacheDirectory, environment: session.environment,
            version: Version.current)
        settings.namespace = options.namespace
        let shard = shard
        settings.labelSelector = shard?.selector(with: options.selector) ?? options.selector
        settings.concurrency = options.concurrency
        settings.jobs = session.options.jobs
        settings.registries = session.settings
        settings.trust = session.trust
        serve(&settings)
        settings.notifications.file = options.notifications
        settings.notifications.allowedHosts = Set(options.notificationHosts)
        if options.leaderElection {
            guard let namespace = options.leaseNamespace ?? ClusterAccess.namespace() else {
                throw UsageError("--lease-namespace says where the Lease is; outside of a cluster nothing else does")
            }
            settings.lease = ObjectKey(
                namespace: namespace, name: shard?.lease(options.leaseName) ?? options.leaseName)
            settings.leaseTiming = LeaseTiming(
                duration: .seconds(options.leaseDuration), renewDeadline: .seconds(options.leaseRenewDeadline),
                retryPeriod: .seconds(options.leaseRetryPeriod))
        }
        return settings
    }

    private var shard: Shard? {
        if let name = options.shard { return Shard(label: options.shardLabel, name: name) }
        return options.unsharded ? Shard(label: options.shardLabel, name: nil) : nil
    }

    private func serve(_ settings: inout ControllerSettings) {
        settings.ports.metrics = Self.port(options.metricsPort)
        settings.ports.health = Self.port(options.healthPort)
        settings.ports.webhooks = Self.port(options.webhookPort)
        settings.webhookSecrets = options.webhookSecrets
        settings.ports.dashboard = Self.port(options.dashboardPort)
        settings.dashboardHosts = Set(options.dashboardHosts)
    }

    private static func port(_ number: Int) -> Int? { number == 0 ? nil : number }

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
