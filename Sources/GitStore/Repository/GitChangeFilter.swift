internal import CLibGit2
internal import Synchronization

/// Which changes of a history are worth telling.
package struct GitChangeFilter: Sendable {
    private let includes: @Sendable (String) -> Bool
    private let words: BlobWords?

    /// - Parameters:
    ///   - includes: which paths count.
    ///   - words: a changed file counts only if one of these stands in its bytes before or after; all do where it is
    ///     empty. A file is looked at once, however many commits have it.
    ///   - limit: files with more bytes than this hold no word.
    package init(
        words: [[UInt8]] = [], limit: Int = 64 << 20, includes: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
        self.includes = includes
        self.words = words.isEmpty ? nil : BlobWords(words, limit: limit)
    }

    func includes(_ path: String) -> Bool { includes(path) }

    func includes(_ entry: GitTreeEntry?, in repository: isolated GitRepository) throws(GitError) -> Bool {
        guard let words else { return true }
        guard let entry, entry.kind == .file || entry.kind == .executable else { return false }
        return try words.stand(in: entry.id, of: repository)
    }
}

/// Tells which blobs hold one of some words, each blob read once.
private final class BlobWords: Sendable {
    private let words: [[UInt8]]
    private let limit: Int
    private let known = Mutex<[GitObjectID: Bool]>([:])

    init(_ words: [[UInt8]], limit: Int) {
        self.words = words
        self.limit = limit
    }

    func stand(in blob: GitObjectID, of repository: isolated GitRepository) throws(GitError) -> Bool {
        if let answer = known.withLock({ $0[blob] }) { return answer }
        let answer = try repository.blob(blob, holds: words, limit: limit)
        known.withLock { $0[blob] = answer }
        return answer
    }
}

extension GitRepository {
    fileprivate func blob(_ id: GitObjectID, holds words: [[UInt8]], limit: Int) throws(GitError) -> Bool {
        let handle = try blobHandle(id)
        let count = unsafe Int(git_blob_rawsize(handle.pointer))
        guard count <= limit, let content = unsafe git_blob_rawcontent(handle.pointer) else { return false }
        return words.contains { word in
            unsafe word.withUnsafeBytes { unsafe pinnace_memmem(content, count, $0.baseAddress!, word.count) != nil }
        }
    }

    /// What a commit changed against its first parent, or against nothing, of what the filter wants.
    func changes(
        of commit: GitCommit, where filter: GitChangeFilter
    ) throws(GitError) -> [GitTreeDifference] {
        var found: [GitTreeDifference] = []
        for difference in try changes(of: commit) where filter.includes(difference.path) {
            var isWanted = try filter.includes(difference.new, in: self)
            if !isWanted { isWanted = try filter.includes(difference.old, in: self) }
            if isWanted { found.append(difference) }
        }
        return found
    }
}
