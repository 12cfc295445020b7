import ArgumentParser
import Controller

/// How a controller is set up; what single repositories need stands in their ConfigRepository.
struct ControllerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the cluster is, for a controller outside of it; KUBECONFIG or ~/.kube/config otherwise.",
            valueName: "file"))
    var kubeconfig: String?

    @Option(help: ArgumentHelp("The kubeconfig's context; its current one otherwise.", valueName: "name"))
    var context: String?

    @Option(help: ArgumentHelp("The only namespace to look after; all otherwise.", valueName: "name"))
    var namespace: String?

    @Option(
        help: ArgumentHelp(
            "Labels of the ConfigRepositories to look after, for one controller among several.",
            valueName: "key=value,…"))
    var selector: String?

    @Option(
        help: ArgumentHelp(
            "Look after the ConfigRepositories of one shard alone, by a Lease of its own, LEASE-SHARD.",
            valueName: "name"))
    var shard: String?

    @Flag(help: "Leave the ConfigRepositories that name a shard to its controller.")
    var unsharded = false

    @Option(help: ArgumentHelp("The label of ConfigRepositories that names their shard.", valueName: "key"))
    var shardLabel = Shard.label

    @Flag(inversion: .prefixedNo, help: "Whether replicas agree by a Lease on who acts.")
    var leaderElection = true

    @Option(help: ArgumentHelp("The Lease; each shard has its own.", valueName: "name"))
    var leaseName = "pinnace-controller"

    @Option(
        help: ArgumentHelp("The Lease's namespace; the pod's own otherwise.", valueName: "name"))
    var leaseNamespace: String?

    @Option(
        help: ArgumentHelp("How long others leave the Lease alone that nobody renews.", valueName: "seconds"))
    var leaseDuration = 15.0

    @Option(
        help: ArgumentHelp(
            "How long a leader goes on that cannot renew the Lease; less than its duration.", valueName: "seconds"))
    var leaseRenewDeadline = 10.0

    @Option(help: ArgumentHelp("How often the Lease is looked at.", valueName: "seconds"))
    var leaseRetryPeriod = 2.0

    @Option(help: "Repositories that are looked at at once.")
    var concurrency = 4

    @Option(help: ArgumentHelp("Where mirrors are kept.", valueName: "directory"))
    var cacheDirectory: String?

    @Option(help: ArgumentHelp("Where metrics are served; 0 for nowhere.", valueName: "port"))
    var metricsPort = 8080

    @Option(help: ArgumentHelp("Where health is served; 0 for nowhere.", valueName: "port"))
    var healthPort = 9440

    @Option(help: ArgumentHelp("Where webhooks are received; 0 for nowhere.", valueName: "port"))
    var webhookPort = 0

    @Option(
        help: ArgumentHelp(
            "A folder with a file of secrets for each sender of webhooks: github, gitlab, harbor, …",
            valueName: "directory"))
    var webhookSecrets: String?

    @Option(help: ArgumentHelp("Where the dashboard is served; 0 for nowhere.", valueName: "port"))
    var dashboardPort = 0

    @Option(
        name: .customLong("dashboard-host"),
        help: ArgumentHelp(
            "A name under which the dashboard may be asked for, as a proxy passes it on; may be repeated.",
            valueName: "name"))
    var dashboardHosts: [String] = []

    @Option(
        help: ArgumentHelp("A file with receivers of notifications about every repository.", valueName: "file"))
    var notifications: String?

    @Option(
        name: .customLong("notification-host"),
        help: ArgumentHelp(
            "A host that ConfigRepositories may name as a receiver though it is in a private network; may be repeated.",
            valueName: "host[:port]"))
    var notificationHosts: [String] = []

    func validate() throws {
        guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency takes 1 to 64") }
        guard 0 < leaseRetryPeriod, leaseRetryPeriod < leaseRenewDeadline, leaseRenewDeadline < leaseDuration,
            (1...3_600).contains(leaseDuration)
        else {
            throw ValidationError(
                "the Lease's times have to be: retry period < renew deadline < duration, of 1 s or more")
        }
        guard shard == nil || !unsharded else { throw ValidationError("--shard and --unsharded exclude each other") }
        if let shard, !Shard.isName(shard) {
            throw ValidationError("a shard's name has at most 40 lower-case letters, digits and '-': '\(shard)'")
        }
        for port in [metricsPort, healthPort, webhookPort, dashboardPort] where !(0...65_535).contains(port) {
            throw ValidationError("a port is a number from 0 to 65535")
        }
        guard (webhookPort != 0) == (webhookSecrets != nil) else {
            throw ValidationError(
                "--webhook-port and --webhook-secrets go together: nobody is believed without a secret")
        }
    }
}
