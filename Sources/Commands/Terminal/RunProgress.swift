import Planning
import Reconciliation
import Synchronization

/// Shows how far a run is: one line that is written over on a terminal, plain lines for copies elsewhere.
final class RunProgress: Sendable {
    private let console: Console
    private let isVerbose: Bool
    private let heading = Mutex("")

    init(_ session: Session) {
        console = session.console
        isVerbose = session.options.verbose > 0
    }

    func show(_ event: RunEvent) {
        switch event {
        case .scanned(let files, let references):
            let text = "\(Wording.count(references, "reference")) in \(Wording.count(files, "file"))"
            heading.withLock { $0 = text }
            if isVerbose { console.note(text) } else { console.status(text) }
        case .answered(let count):
            console.status("\(heading.withLock(\.self)), \(Wording.count(count, "answer")) from registries")
        case .copying(let copy):
            console.status("")
            console.note("copying \(copy.source) to \(copy.target)")
        }
    }

    /// Takes the line away before the result is written.
    func end() { console.status("") }
}
