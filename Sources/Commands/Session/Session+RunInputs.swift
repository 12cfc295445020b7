import Configuration
import GitStore
import Manifests
import Planning
import Reconciliation
import Registry
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Session {
    /// What a run over these files decides by. The configuration is read from the same files: what was pushed meanwhile
    /// counts.
    ///
    /// - Parameter workTree: the folder of the files; `nil` for a mirror.
    func inputs(for files: some RepositoryFiles, workTree: String?) async throws -> (RunInputs, Configuration) {
        let configuration = try await configuration(for: files, workTree: workTree)
        var inputs = RunInputs(
            rules: configuration.rules,
            holds: HoldBook(try HoldsFile.read(try await read(HoldsFile.path, of: files)), today: today),
            isSelected: { [selection = configuration.files] in selection.contains($0) },
            registry: registry(configuration.registries),
            refusedHosts: configuration.refusedHosts.mapValues(\.message)
        )
        inputs.subject = configuration.commit.subject
        inputs.body = configuration.commit.body
        inputs.jobs = options.jobs
        inputs.ledger = try HoldsLedger.standard
        inputs.locator = FileLocator(configuration.locatorOptions)
        if let repository = files.past?.repository {
            inputs.scans = ScanStore(
                in: keptFolder(repository), repository: repository.gitDirectory, program: Version.current,
                options: configuration.locatorOptions)
        }
        return (inputs, configuration)
    }

    func configuration(for files: some RepositoryFiles, workTree: String?) async throws -> Configuration {
        var settings = settings
        settings.workTree = workTree
        guard let path = options.config else {
            return try Configuration.read(try await read(ConfigFile.path, of: files), settings: settings)
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(path, "the file cannot be read")
        }
        settings.ownsConfiguration = !Self.isInside(path, workTree)
        return try Configuration.read(Array(bytes), name: path, settings: settings)
    }

    /// Where what was found in a repository is kept for the next run: with its mirror, else in the user's cache.
    func keptFolder(_ repository: GitRepository) -> String {
        repository.workTree == nil ? "\(repository.gitDirectory)pinnace" : "\(cacheDirectory)/kept"
    }

    private func read(_ path: String, of files: some RepositoryFiles) async throws -> [UInt8]? {
        guard let path = RepositoryPath(path) else { return nil }
        return try await files.read(path)
    }

    /// A file of the repository is its authors' word, not the operator's, however it is named.
    private static func isInside(_ path: String, _ workTree: String?) -> Bool {
        guard let workTree else { return false }
        let file = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path()
        let root = URL(filePath: workTree, directoryHint: .isDirectory).standardizedFileURL.resolvingSymlinksInPath()
            .path()
        return file.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }
}
