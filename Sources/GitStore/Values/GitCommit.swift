/// A commit, read whole.
package struct GitCommit: Hashable, Sendable {
    package let id: GitObjectID
    package let tree: GitObjectID
    package let parents: [GitObjectID]
    package let author: GitSignature
    package let committer: GitSignature
    /// Subject, body and trailers; bytes that are not UTF-8 are replaced.
    package let message: String

    package var firstParent: GitObjectID? { parents.first }

    /// The first line of the message.
    package var subject: String {
        message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }
}
