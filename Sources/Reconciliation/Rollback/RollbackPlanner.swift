import GitStore
import ImageModel
import Manifests
import Planning
import YAMLSource

/// Puts references back as they stood, whatever else changed in their files, and holds them there.
package struct RollbackPlanner: Sendable {
    private let scanner: RepositoryScanner
    private let ledger: HoldsLedger

    package init(scanner: RepositoryScanner, ledger: HoldsLedger) {
        self.scanner = scanner
        self.ledger = ledger
    }

    /// - Throws: `.notFound` where nothing can be put back; `.conflict` where putting it back would change what something
    ///   else renders to.
    package func plan(
        _ request: RollbackRequest, on files: SnapshotFiles, history: HistoryReader
    ) async throws(ReconciliationError) -> RollbackDraft {
        let scan = try await scanner.scan(files)
        let graph = scan.graph
        let current = ReferenceStates(graph)
        let found = try await RestorationSearch(history: history)
            .search(request.target, from: files.snapshot.commit.id, current)
        guard !found.restorations.isEmpty else {
            throw ReconciliationError(.notFound, (["nothing to put back"] + found.notes).joined(separator: "\n  "))
        }
        let written = try await write(found.restorations, files)
        try await RollbackVerification(scanner: scanner, scan: scan, restorations: found.restorations)
            .verify(written, files.snapshot.repository)
        let holds = RollbackHolds(request).holds(found.restorations)
        return RollbackDraft(
            changes: found.restorations.map(\.change),
            notes: found.notes,
            files: written + [try await ledger.adding(holds, to: files)].compactMap(\.self),
            holds: holds,
            message: CommitMessage.rollback(found.restorations, reason: request.reason).text
        )
    }

    private func write(
        _ restorations: [Restoration], _ files: SnapshotFiles
    ) async throws(ReconciliationError) -> [FileChange] {
        var writes: [SiteID: SiteWrite] = [:]
        for restoration in restorations {
            for write in try restoration.writes() {
                if let other = writes[write.site.id], other.value != write.value {
                    throw ReconciliationError(
                        .conflict, subject: write.site.id.file.string,
                        "\(write.site.field) would have to be two things at once; roll back by commit")
                }
                writes[write.site.id] = write
            }
        }
        var changes: [FileChange] = []
        for (path, writes) in Dictionary(grouping: writes.values, by: \.site.id.file) {
            changes.append(try await write(writes, path, files))
        }
        return changes.sorted { $0.path < $1.path }
    }

    private func write(
        _ writes: [SiteWrite], _ path: RepositoryPath, _ files: SnapshotFiles
    ) async throws(ReconciliationError) -> FileChange {
        guard let old = try await files.read(path) else {
            throw ReconciliationError(.conflict, subject: path.string, "the file is gone")
        }
        do throws(YAMLSourceError) {
            return FileChange(path: path, old: old, new: try SiteWriting.apply(writes, to: old))
        } catch {
            throw ReconciliationError(.conflict, subject: "\(path):\(error.location)", error.message)
        }
    }
}

extension Restoration {
    var change: HistoryChange {
        HistoryChange(
            file: current.occurrence.file.string,
            object: current.occurrence.object?.description,
            field: current.occurrence.field,
            from: current.text,
            to: restored.text
        )
    }
}

extension CommitMessage {
    /// What a rollback says of itself.
    fileprivate static func rollback(_ restorations: [Restoration], reason: String?) -> CommitMessage {
        let targets = Set(restorations.map(\.restored.text)).sorted()
        let count = restorations.count
        let subject =
            targets.count == 1
            ? "Roll back to \(targets[0].printable(limit: 90))" : "Roll back \(count) image references"
        let lines = restorations.map { restoration in
            """
            from \(restoration.current.text.printable())
              to \(restoration.restored.text.printable())
              in \(ReferencePlace(restoration.current.occurrence))
            """
        }
        let reasonLine = reason.map { ["\(ChangeTrailer.reasonKey): \($0.printable())"] } ?? []
        return CommitMessage(
            subject: subject,
            paragraphs: (reason.map { [$0.printable()] } ?? []) + lines,
            trailers: ["\(ChangeTrailer.operationKey): rollback"] + reasonLine
                + restorations.map { ChangeTrailer($0.change).line }
        )
    }
}

extension ChangeTrailer {
    init(_ change: HistoryChange) {
        self.init(
            file: change.file, object: change.object, field: change.field, from: change.from, to: change.to,
            rule: change.rule)
    }
}
