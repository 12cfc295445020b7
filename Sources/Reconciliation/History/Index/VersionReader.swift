import GitStore
import Manifests

/// Reads many versions of files: some are scanned while the next come from the repository.
struct VersionReader: Sendable {
    let repository: GitRepository
    let locator: FileLocator

    private static let bytesTogether = 512 << 10
    private static let mostTogether = 64
    private static let mostScansAtOnce = 3

    /// In the order of the versions; fewer where the task was cancelled.
    func texts(of versions: [FileVersion]) async -> [Result<FileTexts, ReconciliationError>] {
        await withTaskGroup { group in
            var (parts, running, next) = ([Part](), 0, 0)
            while next < versions.count, !Task.isCancelled {
                let slice = Array(versions[next..<min(next + Self.mostTogether, versions.count)])
                let blobs = await repository.blobs(
                    slice.map(\.blob), limit: FileLimits.bytes, together: Self.bytesTogether)
                let start = next
                group.addTask { [locator] in Part(start: start, texts: Self.scan(slice, blobs, locator)) }
                (next, running) = (next + blobs.count, running + 1)
                if running >= Self.mostScansAtOnce, let part = await group.next() {
                    parts.append(part)
                    running -= 1
                }
            }
            for await part in group { parts.append(part) }
            return parts.sorted { $0.start < $1.start }.flatMap(\.texts)
        }
    }

    private struct Part: Sendable {
        let start: Int
        let texts: [Result<FileTexts, ReconciliationError>]
    }

    private static func scan(
        _ versions: [FileVersion], _ blobs: [Result<[UInt8], GitError>], _ locator: FileLocator
    ) -> [Result<FileTexts, ReconciliationError>] {
        zip(versions, blobs).map { version, blob in
            switch blob {
            case .success(let bytes): .success(FileTexts(locator.scan(version.path, bytes)))
            case .failure(let error) where error.code == .tooLarge: .success(FileTexts(locator.scan(version.path, [])))
            case .failure(let error): .failure(ReconciliationError(.git, error.description))
            }
        }
    }
}
