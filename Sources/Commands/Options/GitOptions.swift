import ArgumentParser

/// Where a commit goes.
struct GitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The branch to plan on and push to; the current or the remote's default branch otherwise.",
            valueName: "name"))
    var branch: String?

    @Option(
        help: ArgumentHelp("The remote to push to, for a work tree whose branch has no upstream.", valueName: "name"))
    var remote: String?

    @Option(help: ArgumentHelp("Where mirrors of remote repositories are kept.", valueName: "directory"))
    var cacheDirectory: String?

    @Option(
        name: .customLong("signing-key"),
        help: ArgumentHelp(
            "Sign commits with this key: ssh:FILE, or openpgp: and a fingerprint.", valueName: "key"))
    var signingKey: String?
}
