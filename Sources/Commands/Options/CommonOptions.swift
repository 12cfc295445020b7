import ArgumentParser
import ImageModel
import Settings

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: "How results are written.")
    var format = OutputFormat.text

    @Option(help: ArgumentHelp("The configuration, instead of the repository's own.", valueName: "file"))
    var config: String?

    @Option(
        name: .customLong("registry-endpoint"),
        help: ArgumentHelp(
            "Another address that serves a registry: HOST=URL, or HOST=layout:DIRECTORY for an OCI image layout. May be repeated.",
            valueName: "host=url"))
    var registryEndpoints: [String] = []

    @Option(
        name: .customLong("platform"),
        help: ArgumentHelp(
            "What every image must run on, instead of the configuration's. May be repeated.", valueName: "os/arch"))
    var platforms: [String] = []

    @Option(
        name: .customLong("verification-key"),
        help: ArgumentHelp(
            "A public key for a policy's cosign signatures, by the name that the policy uses. May be repeated.",
            valueName: "name=file"))
    var verificationKeys: [String] = []

    @Option(
        name: .customLong("trust-store"),
        help: ArgumentHelp(
            "Certificates that a policy's Notary Project signatures must lead to, by the name that the policy uses; as signingAuthority:name for signing authorities and tsa:name for time stamping authorities. May be repeated.",
            valueName: "name=file"))
    var trustStores: [String] = []

    @Option(
        name: .customLong("trust-root"),
        help: ArgumentHelp(
            "Sigstore's trusted_root.json for a policy's keyless signatures, by the name that the policy uses. May be repeated.",
            valueName: "name=file"))
    var trustRoots: [String] = []

    @Option(help: ArgumentHelp("Authorities to trust instead of the system's, as PEM.", valueName: "file"))
    var caFile: String?

    @Option(help: "Files read and questions asked at once.")
    var jobs = 16

    @Flag(name: .shortAndLong, help: "Tell more; twice tells every request.")
    var verbose: Int

    @Option(help: "How log lines are written.")
    var logFormat = StandardErrorLog.Format.text

    @Option(help: "When to use colours.")
    var color = ColorChoice.auto

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes 1 to 256") }
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, sarif, markdown, html
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto, always, never

    /// `nil` leaves it to the terminal.
    var isOn: Bool? { self == .auto ? nil : self == .always }
}

extension StandardErrorLog.Format: ExpressibleByArgument {}
