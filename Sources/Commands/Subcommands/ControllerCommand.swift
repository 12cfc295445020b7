import ArgumentParser

struct ControllerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controller",
        abstract: "Reconcile every ConfigRepository of a cluster, for as long as it runs.",
        discussion: """
            Runs in a pod, with its service account. SIGTERM lets runs that are under way end, lets the Lease go, and ends \
            the program.
            """
    )

    @OptionGroup var controller: ControllerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        await CommandRun.run(common) { session in
            try await ControllerRun(session: session, options: controller).run()
            return .success
        }
    }
}
