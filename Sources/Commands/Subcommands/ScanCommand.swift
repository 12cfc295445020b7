import ArgumentParser
import Manifests
import Planning
import Reconciliation
import Settings

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "List every image reference: file, line, object, field, reference. No network."
    )

    @Argument(help: ArgumentHelp("The folder to look through.", valueName: "path"))
    var path = "."

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [.text, .json].contains(common.format) else { throw ValidationError("scan writes text or json") }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let folder = try await WorkFolder(path, environment: session.environment)
            let files = try await folder.files()
            let configuration = try await session.configuration(for: files, workTree: folder.path)
            let scanner = RepositoryScanner(
                jobs: common.jobs, locator: FileLocator(configuration.locatorOptions)
            ) { configuration.files.contains($0) }
            let scan = Scan(try await scanner.scan(files))
            if common.format == .json {
                session.write(ScanDocument(scan))
            } else {
                session.console.write(ScanText(scan: scan, style: session.console.style).text)
            }
            return .success
        }
    }
}
