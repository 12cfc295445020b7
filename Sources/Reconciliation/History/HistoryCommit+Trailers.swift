import GitStore
import Manifests

extension HistoryCommit {
    /// - Parameter changes: what the contents show; the commit's trailers add why.
    init(_ commit: GitCommit, _ changes: [HistoryChange]) {
        let trailers = CommitTrailers(commit.message)
        self.init(
            id: commit.id.hex,
            time: commit.author.time,
            author: "\(commit.author.name) <\(commit.author.email)>",
            operation: trailers.operation,
            subject: commit.subject,
            changes: changes.map { change in
                var change = change
                change.rule = trailers.changes.first { change.isNamed(by: $0) }?.rule
                change.reason = trailers.reason
                return change
            }
        )
    }
}

extension HistoryChange {
    init(_ change: ReferenceChange) {
        self.init(
            file: change.place.file.string,
            object: change.place.object,
            field: change.place.field,
            from: change.old?.text,
            to: change.new?.text
        )
    }

    fileprivate func isNamed(by trailer: ChangeTrailer) -> Bool {
        trailer.file == file && trailer.object == object && trailer.field == field
    }
}
