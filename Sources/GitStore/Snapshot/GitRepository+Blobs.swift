internal import CLibGit2

extension GitRepository {
    /// The first of some blobs in one call, as a call for each costs as much as a small blob: as many as have so many
    /// bytes together, and one more.
    ///
    /// - Parameter limit: bytes of one blob; `.tooLarge` beyond.
    /// - Returns: the bytes of each, or what went wrong with it.
    package func blobs(
        _ ids: [GitObjectID], limit: Int, together bytes: Int
    ) -> [Result<[UInt8], GitError>] {
        var found: [Result<[UInt8], GitError>] = []
        var count = 0
        for id in ids where count <= bytes {
            let read = Result { () throws(GitError) in try blob(id, limit: limit) }
            if case .success(let content) = read { count += content.count }
            found.append(read)
        }
        return found
    }
}
