import ArgumentParser
import Commands
import PinnaceTestSupport
import Testing

/// docs/commands.md is what the program says of itself. `make docs` writes it anew.
@Suite struct CommandReferenceTests {
    @Test func referenceIsWhatTheProgramSays() throws {
        #expect(try ProjectFile("docs/commands.md").problem(comparing: "commands", with: Self.reference) == nil)
    }

    private static var reference: String {
        PinnaceCommand.configuration.subcommands.map { command in
            let help = PinnaceCommand.helpMessage(for: command, columns: 100)
            return "## pinnace \(command.configuration.commandName ?? "")\n\n```text\n\(trimmed(help))\n```\n"
        }.joined(separator: "\n")
    }

    private static func trimmed(_ help: String) -> String {
        var lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
