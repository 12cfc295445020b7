import ArgumentParser
import Configuration
import ImageModel
import Manifests
import Reconciliation
import Registry

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an image with all platforms, registry to registry; the digest stays what it is.",
        discussion: """
            A tag that names other content at the target is not moved without --replace: the image is then pushed by digest \
            alone, and that is said. Copying what is there costs one question.
            """
    )

    @Argument(help: ArgumentHelp("The image to copy.", valueName: "source"))
    var source: String

    @Argument(help: ArgumentHelp("Where it goes.", valueName: "target"))
    var target: String

    @Flag(name: .customLong("replace"), help: "Move a tag that names other content.")
    var replaces = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [.text, .json].contains(common.format) else { throw ValidationError("copy writes text or json") }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let source = try reference(source, "SOURCE")
            let target = try reference(target, "TARGET")
            let configuration = try await configuration(session)
            for host in [source.repository.host, target.repository.host] {
                if let refused = configuration.refusedHosts[host.lowercased()] { throw refused.error }
            }
            let progress = CopyProgressLine(session.console)
            let result = try await session.registry(configuration.registries).copy(
                from: source, to: target, options: CopyOptions(replace: replaces)
            ) { progress.show($0) }
            if common.format == .json {
                session.write(CopyDocument(source: source, result))
            } else {
                session.console.write(CopyText(source: source, result).text)
            }
            if case .differing = result.tag { return .blocked }
            return .success
        }
    }

    private func reference(_ text: String, _ name: String) throws -> ImageReference {
        do throws(ImageReferenceError) {
            return try ImageReference(parsing: text)
        } catch {
            throw UsageError("\(name): \(error)")
        }
    }

    /// The endpoints and layouts of the repository around, if there is one.
    private func configuration(_ session: Session) async throws -> Configuration {
        let folder = try await WorkFolder(".", environment: session.environment)
        return try await session.configuration(
            for: WorkTreeFiles(root: folder.path, paths: [], revision: nil), workTree: folder.path)
    }
}
