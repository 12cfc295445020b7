import ArgumentParser
import Testing

@testable import Commands

/// What a command line cannot mean, and what is said to it.
@Suite struct ValidationTests {
    struct Row: Sendable {
        let arguments: [String]
        let message: String

        init(_ arguments: String, _ message: String) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.message = message
        }
    }

    static let table = [
        Row(
            "reconcile --dry-run --push",
            "--dry-run writes nothing: it goes without --commit, --push, --to-branch and --pull-request"),
        Row(
            "reconcile --dry-run --commit",
            "--dry-run writes nothing: it goes without --commit, --push, --to-branch and --pull-request"),
        Row("reconcile --jobs 0", "--jobs takes 1 to 256"),
        Row("scan --jobs 257", "--jobs takes 1 to 256"),
        Row("scan --format sarif", "scan writes text or json"),
        Row("reconcile --format html", "reconcile writes text, json, sarif or markdown"),
        Row("report --format sarif", "report writes text, markdown, html or json"),
        Row("report --since yesterday", "--since takes a day, such as 2026-12-31"),
        Row("report --since 2026-01-01 --no-history", "--since goes without --no-history"),
        Row("init --format json", "init writes text"),
        Row("init --config c.yaml", "init makes a configuration: it goes without --config"),
        Row("init --from docker.io", "--from says what to leave, so that it goes with --to, which says for what"),
        Row(
            "init --ci jenkins",
            "The value 'jenkins' is invalid for '--ci <service>'. Please provide one of 'github', 'gitlab', 'cloudbuild' or 'azure'."
        ),
        Row("history --format markdown", "history writes text or json"),
        Row("history --limit 0", "--limit takes 1 or more"),
        Row("copy a b --format sarif", "copy writes text or json"),
        Row("rollback", "name a commit, or an --image, a --file or an --object"),
        Row("rollback . abcdef0 more", "rollback takes a commit or --image, --file and --object, not both"),
        Row("rollback --image nginx . abcdef0", "rollback takes a commit or --image, --file and --object, not both"),
        Row("rollback abcdef0 --to 1.0.0", "--to goes with --image, --file and --object"),
        Row("rollback abcdef0 --format sarif", "rollback writes text or json"),
        Row("rollback --image nginx --until tomorrow", "--until takes a day, such as 2026-12-31"),
        Row("hold --image nginx --until 2026-13-01", "--until takes a day, such as 2026-12-31"),
        Row("hold", "say what to hold: --image, or --file with --object and --field"),
        Row("release", "say what to release: --image, or --file with --object and --field; or --all"),
        Row(
            "release --all --image nginx", "say what to release: --image, or --file with --object and --field; or --all"
        ),
        Row(
            "rollback --image nginx --lapse soon",
            "The value 'soon' is invalid for '--lapse <lapse>'. Please provide one of 'never' and 'new-digest'."),
    ]

    @Test(arguments: table) func itIsRefusedInWords(row: Row) throws {
        let error = #expect(throws: (any Error).self) { try PinnaceCommand.parseAsRoot(row.arguments) }
        let refusal = try #require(error)
        #expect(PinnaceCommand.message(for: refusal) == row.message)
        #expect(PinnaceCommand.exitCode(for: refusal).rawValue == 64)
    }

    @Test(arguments: [
        "reconcile", "reconcile --dry-run --exit-code --strict", "rollback abcdef0", "rollback . abcdef0",
        "rollback --image nginx --to 1.0.0", "release --all", "init --ci azure --to r.example.com/x --from docker.io",
        "hold --image nginx --until 2026-12-31", "history -l 5",
        "report --since 2026-01-01 --format html --base-images", "report --no-history",
    ]) func whatCanBeMeantIsTaken(line: String) throws {
        #expect(throws: Never.self) { try PinnaceCommand.parseAsRoot(line.split(separator: " ").map(String.init)) }
    }
}
