/// A server that has a repository's pull requests.
///
/// A client asks; it decides nothing. No request that changes something is ever sent again by itself, as its answer may
/// be lost and not the request: see ``Forge/publish(_:)``.
package protocol Forge: Sendable {
    var kind: ForgeKind { get }
    var limits: PullRequestLimits { get }

    /// The open pull request from a branch of this repository into another; `nil` where there is none.
    func open(from branch: String, into base: String) async throws(ForgeError) -> PullRequest?

    /// The newest pull requests that are not open any more, newest first, as many as one page holds.
    func past(from branch: String, into base: String) async throws(ForgeError) -> [PullRequest]

    /// Opens one with title and body.
    ///
    /// - Throws: `.exists` where one is open already.
    func create(_ draft: PullRequestDraft) async throws(ForgeError) -> PullRequest

    /// Changes title and body.
    func update(_ request: PullRequest, to draft: PullRequestDraft) async throws(ForgeError) -> PullRequest

    /// Adds labels that it has not; those of others stay.
    func add(labels: [String], to request: PullRequest) async throws(ForgeError)

    /// Asks people to look at it.
    func ask(reviewers: [String], about request: PullRequest) async throws(ForgeError)

    /// Says something below it.
    func comment(_ text: String, on request: PullRequest) async throws(ForgeError)

    /// Closes it unmerged. Its branch may be gone already.
    func close(_ request: PullRequest) async throws(ForgeError)

    /// Lets the forge merge it as soon as everything that it asks for is there.
    ///
    /// - Returns: why that cannot be, in a sentence for people; `nil` where it is done.
    func mergeWhenReady(_ request: PullRequest) async throws(ForgeError) -> String?
}
