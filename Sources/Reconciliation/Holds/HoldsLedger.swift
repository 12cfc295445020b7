package import Manifests
package import Planning

/// The repository's own file of holds: where it stands, how it is read and added to.
package struct HoldsLedger: Sendable {
    package let path: RepositoryPath
    /// Reads the file; `nil` where there is none.
    private let reading: @Sendable ([UInt8]?) throws -> [Hold]
    /// The bytes of the file with a hold more.
    private let adding: @Sendable (Hold, [UInt8]?) throws -> [UInt8]

    package init(
        path: RepositoryPath,
        reading: @escaping @Sendable ([UInt8]?) throws -> [Hold],
        adding: @escaping @Sendable (Hold, [UInt8]?) throws -> [UInt8]
    ) {
        self.path = path
        self.reading = reading
        self.adding = adding
    }

    /// - Throws: `.configuration` where the file is not one of holds.
    func holds(_ bytes: [UInt8]?) throws(ReconciliationError) -> [Hold] {
        do {
            return try reading(bytes)
        } catch {
            throw ReconciliationError(.configuration, "\(error)")
        }
    }

    /// The file with more holds; `nil` where it has them all.
    ///
    /// - Throws: `.configuration` where the file cannot be added to.
    func adding(
        _ holds: [Hold], to files: some RepositoryFiles
    ) async throws(ReconciliationError) -> FileChange? {
        let old = try await files.read(path)
        let known = try self.holds(old)
        var bytes = old
        do {
            for hold in holds where !known.contains(where: { $0.isSameRefusal(as: hold) }) {
                bytes = try adding(hold, bytes)
            }
        } catch {
            throw ReconciliationError(.configuration, "\(error)")
        }
        return bytes == old ? nil : FileChange(path: path, old: old, new: bytes)
    }
}

extension Hold {
    func isSameRefusal(as other: Hold) -> Bool {
        image == other.image && file == other.file && object == other.object && field == other.field
            && from == other.from && to == other.to && until == other.until
    }
}
