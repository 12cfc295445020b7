extension GitRepository {
    /// What two trees disagree on, sorted by path. Directories that are equal are not read; `nil` is the empty tree.
    package func differences(
        from old: GitObjectID?, to new: GitObjectID?
    ) throws(GitError) -> [GitTreeDifference] {
        var found: [GitTreeDifference] = []
        try compare(old, new, prefix: "", depth: 0, into: &found)
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func compare(
        _ old: GitObjectID?, _ new: GitObjectID?, prefix: String, depth: Int, into found: inout [GitTreeDifference]
    ) throws(GitError) {
        guard old != new else { return }
        try GitTreeDepth.check(depth, prefix)
        var before: [String: GitTreeListing.Item] = [:]
        if let old { for item in try listing(old) { before[item.name] = item } }
        if let new {
            for item in try listing(new) {
                try compare(before.removeValue(forKey: item.name), item, prefix: prefix, depth: depth, into: &found)
            }
        }
        for item in before.values {
            try compare(item, nil, prefix: prefix, depth: depth, into: &found)
        }
    }

    private func compare(
        _ old: GitTreeListing.Item?, _ new: GitTreeListing.Item?, prefix: String, depth: Int,
        into found: inout [GitTreeDifference]
    ) throws(GitError) {
        guard old != new, let name = (new ?? old)?.name else { return }
        let path = prefix + name
        let (before, after) = (old?.entry(in: prefix), new?.entry(in: prefix))
        if before != nil || after != nil {
            found.append(GitTreeDifference(path: path, old: before, new: after))
        }
        let (oldTree, newTree) = (old?.treeID, new?.treeID)
        if oldTree != nil || newTree != nil {
            try compare(oldTree, newTree, prefix: path + "/", depth: depth + 1, into: &found)
        }
    }
}

extension GitTreeListing.Item {
    fileprivate var treeID: GitObjectID? { isDirectory ? id : nil }
}
