import Crypto
package import GitStore

/// The mark of a commit that is as Pinnace made it.
///
/// A trailer over tree, parent and message: whoever amends, rebases or rewrites the commit breaks it, and whoever adds a
/// commit has none. It is no secret; it tells people's work from Pinnace's own, so that nothing of theirs is replaced.
package enum CommitSeal {
    private static let key = "Pinnace-Seal"
    private static let baseKey = "Pinnace-Base"
    private static let templateKey = "Pinnace-Branch"

    /// The message with the branch that the commit is meant for, the template of the one that it is on, and the mark.
    static func sealed(
        _ message: String, for base: String, on template: String, tree: GitObjectID, parent: GitObjectID
    ) -> String {
        let whole = "\(message)\(baseKey): \(base)\n\(templateKey): \(template)\n"
        return "\(whole)\(key): \(mark(of: whole, tree, parent))\n"
    }

    /// Whether a commit is untouched.
    package static func isIntact(on commit: GitCommit) -> Bool {
        guard commit.parents.count == 1, let parent = commit.firstParent,
            let start = commit.message.ranges(of: "\n\(key): ").last
        else { return false }
        let mark = mark(of: String(commit.message[..<start.lowerBound]) + "\n", commit.tree, parent)
        return commit.message[start.upperBound...] == "\(mark)\n"
    }

    /// The branch that a commit is meant for; `nil` where it does not say.
    package static func base(of commit: GitCommit) -> String? { value(baseKey, commit) }

    /// What the branch of a commit was named by, so that nobody takes another job's branch away.
    package static func template(of commit: GitCommit) -> String? { value(templateKey, commit) }

    private static func value(_ key: String, _ commit: GitCommit) -> String? {
        commit.message.split(separator: "\n").last { $0.hasPrefix("\(key): ") }.map {
            String($0.dropFirst(key.count + 2))
        }
    }

    private static func mark(of message: String, _ tree: GitObjectID, _ parent: GitObjectID) -> String {
        let text = "\(tree.hex)\n\(parent.hex)\n\(message)"
        return SHA256.hash(data: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
