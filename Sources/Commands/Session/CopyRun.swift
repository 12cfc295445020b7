import ImageModel
import Reconciliation
import Registry

/// Copies one image, or all that a plan names.
struct CopyRun {
    enum Wanted {
        case one(ImageReference, ImageReference)
        case plan([PlannedCopies.Entry])
    }

    private let session: Session
    private let wanted: Wanted

    init(_ session: Session, _ wanted: Wanted) {
        self.session = session
        self.wanted = wanted
    }

    func run(_ options: CopyOptions) async throws -> ExitStatus {
        switch wanted {
        case .one(let source, let target):
            let registry = try await RegistryRun(session).client(for: [source, target])
            return write([(source, try await copy(source, target, options, registry))], isPlan: false)
        case .plan(let copies): return try await run(copies, options)
        }
    }

    /// What fails is told, and the rest is still done.
    private func run(_ copies: [PlannedCopies.Entry], _ options: CopyOptions) async throws -> ExitStatus {
        let registry = try await RegistryRun(session).client(for: copies.flatMap { [$0.source, $0.target] })
        var done: [(ImageReference, CopyResult)] = []
        var failures = 0
        for entry in copies {
            var options = options
            options.replace = options.replace || entry.replaces
            do throws(RegistryError) {
                session.console.note("copying \(entry.source) to \(entry.target)")
                done.append((entry.source, try await copy(entry.source, entry.target, options, registry)))
            } catch {
                if error.code == .cancelled { throw error }
                failures += 1
                session.console.note("pinnace: \(error)")
            }
        }
        let status = write(done, isPlan: true)
        return failures > 0 ? .failed : status
    }

    private func copy(
        _ source: ImageReference, _ target: ImageReference, _ options: CopyOptions, _ registry: RegistryClient
    ) async throws(RegistryError) -> CopyResult {
        let progress = CopyProgressLine(session.console)
        defer { progress.end() }
        return try await registry.copy(from: source, to: target, options: options) { progress.show($0) }
    }

    private func write(_ results: [(source: ImageReference, result: CopyResult)], isPlan: Bool) -> ExitStatus {
        if session.options.format == .json {
            let documents = results.map { CopyDocument(source: $0.source, $0.result) }
            if isPlan {
                session.write(CopiesDocument(documents))
            } else {
                for document in documents { session.write(document) }
            }
        } else {
            let texts = results.map { CopyText(source: $0.source, $0.result).text }
            session.console.write(texts.isEmpty ? "nothing to copy\n" : texts.joined(separator: "\n"))
        }
        let isDiffering = results.contains { if case .differing = $0.result.tag { true } else { false } }
        return isDiffering ? .blocked : .success
    }
}
