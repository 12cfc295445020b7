internal import CLibGit2

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
        for (before, after) in try differing(old, new) {
            try compare(before, after, prefix: prefix, depth: depth, into: &found)
        }
    }

    private func differing(_ old: GitObjectID?, _ new: GitObjectID?) throws(GitError) -> [GitTreePair.Entries] {
        if let old, let new { return GitTreePair(try treeHandle(old), try treeHandle(new)).differing }
        if let old { return try listing(old).map { ($0, nil) } }
        if let new { return try listing(new).map { (nil, $0) } }
        return []
    }

    private func compare(
        _ old: GitTreeListing.Item?, _ new: GitTreeListing.Item?, prefix: String, depth: Int,
        into found: inout [GitTreeDifference]
    ) throws(GitError) {
        guard let name = (new ?? old)?.name else { return }
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

/// The entries of two directories that are not the same in both. What is the same, which is nearly all of it, is compared
/// in place.
private struct GitTreePair {
    typealias Entries = (old: GitTreeListing.Item?, new: GitTreeListing.Item?)

    private(set) var differing: [Entries] = []
    private var removed: [String: GitTreeListing.Item] = [:]
    private var added: [GitTreeListing.Item] = []

    init(_ old: borrowing TreeHandle, _ new: borrowing TreeHandle) {
        unsafe merge(old.pointer, new.pointer)
        // A file and a directory of one name stand at different places of a tree.
        for item in added { differing.append((removed.removeValue(forKey: item.name), item)) }
        for item in removed.values { differing.append((item, nil)) }
    }

    private mutating func merge(_ old: OpaquePointer, _ new: OpaquePointer) {
        let (oldCount, newCount) = unsafe (git_tree_entrycount(old), git_tree_entrycount(new))
        var (left, right) = (0, 0)
        while left < oldCount || right < newCount {
            let before = unsafe left < oldCount ? git_tree_entry_byindex(old, left) : nil
            let after = unsafe right < newCount ? git_tree_entry_byindex(new, right) : nil
            let order = unsafe Self.order(before, after)
            unsafe take(order <= 0 ? before : nil, order >= 0 ? after : nil)
            if order <= 0 { left += 1 }
            if order >= 0 { right += 1 }
        }
    }

    private mutating func take(_ before: OpaquePointer?, _ after: OpaquePointer?) {
        switch unsafe (before, after) {
        case (let before?, let after?):
            guard unsafe !Self.isSame(before, after) else { return }
            unsafe differing.append((GitTreeListing.Item(before), GitTreeListing.Item(after)))
        case (let before?, nil):
            let item = unsafe GitTreeListing.Item(before)
            removed[item.name] = item
        case (nil, let after?): unsafe added.append(GitTreeListing.Item(after))
        case (nil, nil): break
        }
    }

    /// As git sorts the entries of a tree; what is missing comes last.
    private static func order(_ old: OpaquePointer?, _ new: OpaquePointer?) -> Int32 {
        guard let old = unsafe old else { return 1 }
        guard let new = unsafe new else { return -1 }
        return unsafe git_tree_entry_cmp(old, new)
    }

    private static func isSame(_ old: OpaquePointer, _ new: OpaquePointer) -> Bool {
        unsafe git_oid_equal(git_tree_entry_id(old), git_tree_entry_id(new)) == 1
            && git_tree_entry_filemode(old) == git_tree_entry_filemode(new)
    }
}

extension GitTreeListing.Item {
    fileprivate var treeID: GitObjectID? { isDirectory ? id : nil }
}
