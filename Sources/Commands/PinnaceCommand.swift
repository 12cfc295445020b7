package import ArgumentParser

/// `pinnace`: its subcommands.
package struct PinnaceCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "pinnace",
        abstract: "Finds every image reference of a config repository, moves it to its registry and pins it by digest.",
        version: Version.current,
        subcommands: [
            InitCommand.self, ReconcileCommand.self, ScanCommand.self, ReportCommand.self, HistoryCommand.self,
            RollbackCommand.self, HoldCommand.self,
            ReleaseCommand.self, CopyCommand.self, InspectCommand.self, ControllerCommand.self,
        ]
    )

    package init() {}
}
