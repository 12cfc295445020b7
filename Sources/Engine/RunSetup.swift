import GitStore
package import Manifests
import Planning
package import Reconciliation
package import Registry
package import Settings
package import Signatures

/// Turns what an operator settled and what a repository's own files say into what a run decides by: for the command
/// line, for CI and for the controller alike.
package struct RunSetup: Sendable {
    /// Where the configuration stands.
    package enum Source: Sendable, Hashable {
        /// In the repository, under ``ConfigFile/path``.
        case repository
        /// In a file that was named, whose authors may be the operator or the repository's.
        case file(name: String, bytes: [UInt8], isOperators: Bool)
        /// In the repository; what is given counts where it has none.
        case fallback(name: String, bytes: [UInt8])
    }

    package var source = Source.repository
    /// A folder outside of which nothing is read for references or written; `nil` for the whole repository.
    package var folder: RepositoryPath?
    package var settings: OperatorSettings
    /// `2026-11-20`, as holds count days.
    package var today: String
    /// Files read and questions asked at once.
    package var jobs: Int
    package var registry: @Sendable (Configuration) async -> RegistryClient
    /// What signatures are checked with.
    package var trust = TrustMaterial()
    /// `nil` where nothing is kept.
    package var scans: ScanKeeping?

    package init(
        settings: OperatorSettings,
        today: String,
        jobs: Int,
        registry: @escaping @Sendable (Configuration) async -> RegistryClient
    ) {
        self.settings = settings
        self.today = today
        self.jobs = jobs
        self.registry = registry
    }

    /// What a run over these files decides by. The configuration is read from the same files: what was pushed meanwhile
    /// counts.
    ///
    /// - Parameter workTree: the folder of the files; `nil` for a mirror.
    package func inputs(
        for files: some RepositoryFiles, workTree: String?
    ) async throws -> (RunInputs, Configuration) {
        let configuration = try await configuration(for: files, workTree: workTree)
        var inputs = RunInputs(
            rules: configuration.rules,
            holds: HoldBook(try HoldsFile.read(try await read(HoldsFile.path, of: files)), today: today),
            isSelected: { [selection = configuration.files, folder] path in
                selection.contains(path) && folder.map { path.string.hasPrefix($0.string + "/") } ?? true
            },
            registry: await registry(configuration),
            refusedHosts: configuration.refusedHosts.mapValues(\.message)
        )
        inputs.subject = configuration.commit.subject
        inputs.body = configuration.commit.body
        inputs.trust = trust
        inputs.jobs = jobs
        inputs.ledger = try HoldsLedger.standard
        inputs.locator = FileLocator(configuration.locatorOptions)
        inputs.scans = files.commit.flatMap { scans?.store(of: $0.repository, configuration, folder: folder) }
        return (inputs, configuration)
    }

    /// The configuration as it counts, where that is more than what stands in the repository; `nil` where it is not.
    package func effectiveConfiguration(for files: some RepositoryFiles) async throws -> EffectiveConfiguration? {
        let own = try await read(ConfigFile.path, of: files)
        let bytes: [UInt8]? =
            switch source {
            case .repository: own
            case .file(_, let bytes, _): bytes
            case .fallback(_, let bytes): own ?? bytes
            }
        guard bytes != own || settings.platforms != nil else { return nil }
        return try EffectiveConfiguration(bytes, platforms: settings.platforms)
    }

    /// The configuration alone.
    package func configuration(for files: some RepositoryFiles, workTree: String?) async throws -> Configuration {
        var settings = settings
        settings.workTree = workTree
        switch source {
        case .repository:
            return try Configuration.read(try await read(ConfigFile.path, of: files), settings: settings)
        case .file(let name, let bytes, let isOperators):
            settings.ownsConfiguration = isOperators
            return try Configuration.read(bytes, name: name, settings: settings)
        case .fallback(let name, let bytes):
            if let own = try await read(ConfigFile.path, of: files) {
                return try Configuration.read(own, settings: settings)
            }
            return try Configuration.read(bytes, name: name, settings: settings)
        }
    }

    private func read(_ path: String, of files: some RepositoryFiles) async throws -> [UInt8]? {
        guard let path = RepositoryPath(path) else { return nil }
        return try await files.read(path)
    }
}
