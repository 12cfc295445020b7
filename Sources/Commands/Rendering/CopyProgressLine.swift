import Registry
import Synchronization

/// Tells of a copy on standard error, one line for each tenth of its bytes.
final class CopyProgressLine: Sendable {
    private let console: Console
    private let told = Mutex(0)

    init(_ console: Console) {
        self.console = console
    }

    func show(_ progress: CopyProgress) {
        guard progress.bytesTotal > 0 else { return }
        let tenth = Int(progress.bytesDone * 10 / progress.bytesTotal)
        let isNew = told.withLock { told in
            defer { told = max(told, tenth) }
            return tenth > told
        }
        if isNew {
            console.note(
                "\(tenth * 10) % of \(progress.bytesTotal) bytes, \(progress.blobsDone) of \(progress.blobsTotal) blobs"
            )
        }
    }
}
