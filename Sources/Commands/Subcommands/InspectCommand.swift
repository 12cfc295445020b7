import ArgumentParser
import ImageModel
import Reconciliation
import Registry
import Settings

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Tell what an image is: digest, platforms, sizes, config, base image, signatures; nothing is pulled.",
        discussion: """
            Sizes are those of the compressed layers. Signatures are listed where they are present; they are not verified \
            here.
            """
    )

    @Argument(help: ArgumentHelp("The image.", valueName: "reference"))
    var reference: String

    @OptionGroup var offline: OfflineOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [.text, .json].contains(common.format) else { throw ValidationError("inspect writes text or json") }
    }

    func run() async throws {
        await CommandRun.run(common, isOffline: offline.isOffline) { session in
            let reference = try RegistryRun.reference(reference, "REFERENCE")
            let registry = try await RegistryRun(session).client(for: [reference])
            let inspection = try await registry.inspect(reference)
            if common.format == .json {
                session.write(InspectionDocument(inspection))
            } else {
                session.console.write(InspectionText(inspection: inspection).text)
            }
            return .success
        }
    }
}
