import Registry
import Synchronization

/// Tells of a copy on standard error: a bar on a terminal, elsewhere one line for each tenth of its bytes.
final class CopyProgressLine: Sendable {
    private static let width: Int64 = 30

    private let console: Console
    private let told = Mutex<Int64>(0)

    init(_ console: Console) {
        self.console = console
    }

    func show(_ progress: CopyProgress) {
        guard progress.bytesTotal > 0 else { return }
        let steps: Int64 = console.isTerminal ? 200 : 10
        let step = progress.bytesDone * steps / progress.bytesTotal
        let isNew = told.withLock { told in
            defer { told = max(told, step) }
            return step > told
        }
        guard isNew else { return }
        if console.isTerminal {
            console.status(Self.bar(progress))
        } else {
            console.note(
                "\(step * 10) % of \(progress.bytesTotal) bytes, \(progress.blobsDone) of \(progress.blobsTotal) blobs")
        }
    }

    /// Takes the bar away.
    func end() { console.status("") }

    static func bar(_ progress: CopyProgress) -> String {
        let done = max(0, min(progress.bytesDone, progress.bytesTotal))
        let full = progress.bytesTotal > 0 ? Int(done * width / progress.bytesTotal) : 0
        let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Int(width) - full)
        let sizes = "\(InspectionText.size(done)) of \(InspectionText.size(progress.bytesTotal))"
        return "[\(bar)] \(sizes), \(progress.blobsDone) of \(Wording.count(progress.blobsTotal, "blob"))"
    }
}
