import ArgumentParser
import Forges
import Settings

/// How a change is offered, instead of pushed to the branch that it is for.
struct OfferOptions: ParsableArguments {
    @Flag(
        name: .customLong("pull-request"),
        help: "Push to a branch of Pinnace's own, and open a pull request or bring the open one up to date.")
    var opensPullRequest = false

    @Option(
        help: ArgumentHelp(
            "Which forge the repository is on, where its host does not tell: github, gitlab, gitea, bitbucket or azure, and with =URL the address of its API.",
            valueName: "kind"))
    var forge: String?
}
