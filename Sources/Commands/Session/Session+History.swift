import Engine
import GitStore
import Manifests
import Reconciliation
import Settings

extension Session {
    /// Reads a whole history by one configuration, and keeps what it found for the next time.
    func historyReader(_ repository: GitRepository, _ configuration: Configuration) -> HistoryReader {
        let store = HistoryStore(
            in: keptFolder(repository), repository: repository.gitDirectory, program: Version.current,
            options: configuration.locatorOptions, selection: configuration.files)
        return HistoryReader(
            repository, locator: FileLocator(configuration.locatorOptions), store: store
        ) { [selection = configuration.files] in selection.contains($0) }
    }

    /// Looks through a commit, and keeps what it found for the next time.
    func scan(_ commit: SnapshotFiles, _ configuration: Configuration) async throws -> RepositoryScan {
        let store = ScanKeeping(program: Version.current) { keptFolder($0) }
            .store(of: commit.snapshot.repository, configuration, folder: nil)
        let scanner = RepositoryScanner(
            jobs: options.jobs, locator: FileLocator(configuration.locatorOptions), store: store
        ) { [selection = configuration.files] in selection.contains($0) }
        return try await scanner.scan(commit)
    }
}
