package import GitStore
package import Manifests
package import Reconciliation
package import Settings

/// Where what runs find in repositories is kept for those that come after.
package struct ScanKeeping: Sendable {
    private let program: String
    private let pool: ScanPool?
    private let folder: @Sendable (GitRepository) -> String

    /// - Parameters:
    ///   - program: its version; another one finds everything anew.
    ///   - pool: of a process that goes on running.
    ///   - folder: where the files are kept that tell of a repository.
    package init(program: String, pool: ScanPool? = nil, folder: @escaping @Sendable (GitRepository) -> String) {
        self.program = program
        self.pool = pool
        self.folder = folder
    }

    package func store(
        of repository: GitRepository, _ configuration: Configuration, folder path: RepositoryPath?
    ) -> ScanStore {
        ScanStore(
            in: folder(repository), repository: repository.gitDirectory, program: program,
            options: configuration.locatorOptions,
            selection: "\(String(reflecting: configuration.files)) \(path?.string ?? "")", pool: pool)
    }
}
