package import KubernetesAPI
package import Settings
package import Signatures

/// What the one who installs a controller decides.
package struct ControllerSettings: Sendable {
    /// The only namespace whose resources are acted on; `nil` for all.
    package var namespace: String?
    /// Resources of other shards are another controller's.
    package var labelSelector: String?
    /// Where replicas agree on who acts; `nil` where there is one replica alone.
    package var lease: ObjectKey?
    package var leaseTiming = LeaseTiming()
    /// Runs at once.
    package var concurrency = 4
    /// Files read and questions asked at once, in each run.
    package var jobs = 8
    package var cacheDirectory: String
    package var environment: [String: String]
    /// What signatures are checked with, for every repository.
    package var trust = TrustMaterial()
    /// Endpoints and platforms that outrank the repositories.
    package var registries = OperatorSettings()
    /// How long runs that are under way may go on after the controller was told to end.
    package var drain = Duration.seconds(25)
    package var ports = Ports()
    /// Names under which the dashboard may be asked for, besides addresses, services' names and this machine's.
    package var dashboardHosts: Set<String> = []
    /// A directory with a file of secrets for each sender of webhooks.
    package var webhookSecrets: String?
    /// Where Google publishes the keys that its tokens are checked with.
    package var webhookKeys = "https://www.googleapis.com/oauth2/v3/certs"
    package var notifications = NotificationSettings()
    package var version: String

    /// Where the controller listens; `nil` for nowhere.
    package struct Ports: Sendable, Hashable {
        package var metrics: Int?
        package var health: Int?
        package var webhooks: Int?
        package var dashboard: Int?

        package init() {}
    }

    package init(cacheDirectory: String, environment: [String: String], version: String) {
        self.cacheDirectory = cacheDirectory
        self.environment = environment
        self.version = version
    }
}
