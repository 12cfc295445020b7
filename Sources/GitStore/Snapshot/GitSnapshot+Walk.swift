/// A step of a walk through a commit's folders, in the order of their paths' bytes.
package enum GitWalkStep: Hashable, Sendable {
    /// A folder begins (`""` is the root); what it holds follows, up to its ``leave``.
    case enter(String, GitObjectID)
    case leave
    /// A folder that was known, with all that it holds.
    case known(String)
    case entry(GitTreeEntry)
}

extension GitSnapshot {
    /// Everything in the commit, but for folders that `isKnown` knows by path and tree: those are not read. Nor are those
    /// whose names are no text, as nothing in them can be named.
    package func walk(
        unless isKnown: @escaping @Sendable (String, GitObjectID) -> Bool
    ) async throws(GitError) -> [GitWalkStep] {
        try await repository.walk(commit.tree, unless: isKnown)
    }
}

extension GitRepository {
    func walk(
        _ tree: GitObjectID, unless isKnown: @Sendable (String, GitObjectID) -> Bool
    ) throws(GitError) -> [GitWalkStep] {
        var steps: [GitWalkStep] = []
        try walk(tree, at: "", depth: 0, unless: isKnown, into: &steps)
        return steps
    }

    private func walk(
        _ tree: GitObjectID, at path: String, depth: Int, unless isKnown: (String, GitObjectID) -> Bool,
        into steps: inout [GitWalkStep]
    ) throws(GitError) {
        guard !isKnown(path, tree) else { return steps.append(.known(path)) }
        try GitTreeDepth.check(depth, path)
        steps.append(.enter(path, tree))
        let prefix = path.isEmpty ? "" : path + "/"
        for item in try listing(tree) where item.hasValidName {
            if item.isDirectory {
                try walk(item.id, at: prefix + item.name, depth: depth + 1, unless: isKnown, into: &steps)
            } else if let entry = item.entry(in: prefix) {
                steps.append(.entry(entry))
            }
        }
        steps.append(.leave)
    }
}
