import ArgumentParser

/// How a controller is set up; what single repositories need stands in their ConfigRepository.
struct ControllerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The only namespace to look after; all otherwise.", valueName: "name"))
    var namespace: String?

    @Option(
        help: ArgumentHelp(
            "Labels of the ConfigRepositories to look after, for one controller among several.",
            valueName: "key=value,…"))
    var selector: String?

    @Flag(inversion: .prefixedNo, help: "Whether replicas agree by a Lease on who acts.")
    var leaderElection = true

    @Option(help: ArgumentHelp("The Lease; each shard has its own.", valueName: "name"))
    var leaseName = "pinnace-controller"

    @Option(
        help: ArgumentHelp("The Lease's namespace; the pod's own otherwise.", valueName: "name"))
    var leaseNamespace: String?

    @Option(help: "Repositories that are looked at at once.")
    var concurrency = 4

    @Option(help: ArgumentHelp("Where mirrors are kept.", valueName: "directory"))
    var cacheDirectory: String?

    @Option(help: ArgumentHelp("Where metrics are served; 0 for nowhere.", valueName: "port"))
    var metricsPort = 8080

    @Option(help: ArgumentHelp("Where health is served; 0 for nowhere.", valueName: "port"))
    var healthPort = 9440

    func validate() throws {
        guard (1...64).contains(concurrency) else { throw ValidationError("--concurrency takes 1 to 64") }
        for port in [metricsPort, healthPort] where !(0...65_535).contains(port) {
            throw ValidationError("a port is a number from 0 to 65535")
        }
    }
}
