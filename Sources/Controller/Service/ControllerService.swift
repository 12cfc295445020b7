import Credentials
package import HTTPTransport
package import KubernetesAPI
package import Logging
import Registry
import SystemPackage

/// The controller: follows the resources of its shard, and acts on each when its time has come.
package struct ControllerService: Sendable {
    private let settings: ControllerSettings
    private let cluster: KubernetesClient
    private let logger: Logger
    private let queue: WorkQueue<ObjectKey, ContinuousClock>
    private let store = ResourceStore()
    private let metrics: Metrics
    private let worker: RepositoryWorker
    private let health = Health()
    private let dashboard: DashboardStore?
    private let standing = Standing()
    private let notifier: Notifier
    private let identity: String
    private let http: CURLClient

    /// - Parameters:
    ///   - http: the client for registries and git servers, and how it is configured.
    ///   - identity: this replica's name, unlike any other's.
    package init(
        _ settings: ControllerSettings, access: ClusterAccess, clusterHTTP: any HTTPClient, http: CURLClient,
        _ configuration: HTTPClientConfiguration, identity: String, logger: Logger
    ) {
        let metrics = Metrics()
        let host = access.host
        let cluster = KubernetesClient(access, http: clusterHTTP) { answered in
            metrics.add(to: .apiRequests, String(answered.status), answered.method, host)
        }
        self.settings = settings
        self.cluster = cluster
        self.metrics = metrics
        self.logger = logger
        self.identity = identity
        self.http = http
        queue = WorkQueue(clock: ContinuousClock(), share: max(1, settings.concurrency - 1)) { $0.namespace }
        let runner = RepositoryRunner(
            cluster: cluster, settings: settings, connections: ConnectionPool(http, configuration),
            registries: RegistryPool(
                http: http, cloud: CloudCredentials.all(environment: settings.environment, http: http),
                elastic: ECRService(environment: settings.environment, http: http),
                record: AnswerRecord(FilePath(settings.cacheDirectory).appending("answers"))),
            nodes: NodePlatforms(cluster))
        notifier = Notifier(
            cluster: cluster, settings: settings.notifications,
            sender: NotificationSender(
                http: settings.notifications.client(http, configuration),
                reporter: ("pinnace-controller", identity)), metrics: metrics, logger: logger)
        dashboard = settings.ports.dashboard.map { _ in DashboardStore(logger: logger) }
        worker = RepositoryWorker(
            cluster: cluster, store: store, runner: runner,
            events: EventRecorder(
                cluster, controller: "pinnace.dev/controller", instance: identity, logger: logger),
            metrics: metrics, logger: logger, namespace: settings.namespace,
            dashboard: dashboard, notifier: notifier)
        metrics.set(.build, to: 1, settings.version)
    }

    /// Goes on until its task is cancelled; runs that are under way are then given time to end.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await servers.run() }
            group.addTask { await lead() }
            group.addTask { await notifier.run() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private var servers: ControllerServers {
        ControllerServers(
            ports: settings.ports, health: health, webhooks: webhooks, dashboard: pages, logger: logger
        ) {
            [metrics, store, queue] in
            await Self.refresh(metrics, store, queue)
            return metrics.text
        }
    }

    private var pages: Dashboard? {
        dashboard.map { known in
            let names = ServedNames(others: Set(settings.dashboardHosts.map { $0.lowercased() }))
            let listed = ListedResources(cluster, scope)
            return Dashboard(version: settings.version, store: known, names: names) { [store, standing] in
                let followed = standing.isLeading ? await store.all : []
                return Dashboard.View(
                    resources: followed.isEmpty ? try await listed.resources() : followed,
                    isLeading: standing.isLeading)
            }
        }
    }

    private var webhooks: WebhookReceiver? {
        settings.webhookSecrets.map { directory in
            WebhookReceiver(
                secrets: WebhookSecrets(directory: directory), marker: marker,
                tokens: IdentityTokens(http: http, address: settings.webhookKeys), metrics: metrics, logger: logger)
        }
    }

    /// Notes what is to be looked at again, as a webhook does.
    func mark(_ hints: [WebhookHint]) async throws { try await marker.mark(hints) }

    /// Deliveries come to one controller of several, and concern every shard.
    private var marker: WebhookMarker { WebhookMarker(cluster, ListOptions(namespace: settings.namespace)) }

    /// The resources of this shard.
    private var scope: ListOptions {
        ListOptions(namespace: settings.namespace, labelSelector: settings.labelSelector)
    }

    /// With a lease: again and again, as whoever lost it stands for it anew.
    private func lead() async {
        guard let lease = settings.lease else { return await act() }
        metrics.set(.leader, to: 0, lease.name)
        // A replica that waits for its turn is as it should be.
        health.becameReady()
        let election = LeaderElection(
            cluster, lease: lease, identity: identity, timing: settings.leaseTiming, logger: logger)
        while !Task.isCancelled {
            await election.run { [metrics] in
                metrics.set(.leader, to: 1, lease.name)
                await act()
                metrics.set(.leader, to: 0, lease.name)
            }
        }
    }

    private func act() async {
        standing.leads()
        defer { standing.waits() }
        await queue.open()
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await follow() }
                for _ in 0..<settings.concurrency { group.addTask { await takeAll() } }
                await group.waitForAll()
            }
        } onCancel: {
            Task { await queue.close() }
        }
    }

    private func follow() async {
        let reflector = Reflector<ConfigRepository>(cluster, scope, logger: logger)
        await reflector.run { await note($0) }
    }

    private func note(_ event: Reflector<ConfigRepository>.Event) async {
        switch event {
        case .restarted(let resources):
            for key in await store.replaceAll(resources) { await forget(key) }
            for resource in resources { await queue.add(resource.key, after: Self.spread(resources.count)) }
            health.becameReady()
        case .added(let resource), .modified(let resource):
            let isNews = await store.put(resource)
            if isNews, resource.wantsRun { await queue.add(resource.key, after: resource.delay) }
        case .deleted(let resource):
            await store.remove(resource.key)
            await forget(resource.key)
        }
    }

    private func forget(_ key: ObjectKey) async {
        dashboard?.remove(key)
        await queue.remove(key)
    }

    /// After a start everything is due; a thousand repositories are not asked for in one second.
    private static func spread(_ count: Int) -> Duration {
        .milliseconds(Int.random(in: 0...max(0, min(60_000, (count - 1) * 50))))
    }

    private func takeAll() async {
        while let item = await queue.next() {
            metrics.observe(.queueWait, item.waited, "configrepository")
            if let pause = await drained({ await worker.work(on: item.key) }) {
                await queue.add(item.key, after: pause)
            }
            await queue.finish(item.key)
        }
    }

    /// When the controller is told to end, what is under way may end by itself, but not for ever.
    private func drained(_ work: @escaping @Sendable () async -> Duration?) async -> Duration? {
        let task = Task { await work() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: { [drain = settings.drain] in
            Task {
                try? await Task.sleep(for: drain)
                task.cancel()
            }
        }
    }

    private static func refresh(
        _ metrics: Metrics, _ store: ResourceStore, _ queue: WorkQueue<ObjectKey, ContinuousClock>
    ) async {
        let totals = await store.totals()
        metrics.set(.repositories, to: Double(totals.ready), "true")
        metrics.set(.repositories, to: Double(totals.notReady), "false")
        let counts: [(String, Int)] = [
            ("changed", totals.counts.changed), ("pending", totals.counts.pending),
            ("unchanged", totals.counts.unchanged), ("skipped", totals.counts.skipped),
            ("held", totals.counts.held), ("blocked", totals.counts.blocked),
        ]
        for (status, count) in counts { metrics.set(.references, to: Double(count), status) }
        metrics.set(.queueDepth, to: Double(await queue.dueCount), "configrepository")
    }
}
