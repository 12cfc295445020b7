import Engine
import GitStore
import Reconciliation
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Session {
    /// See ``RunSetup/inputs(for:workTree:)``.
    func inputs(for files: some RepositoryFiles, workTree: String?) async throws -> (RunInputs, Configuration) {
        try await setup(workTree).inputs(for: files, workTree: workTree)
    }

    func configuration(for files: some RepositoryFiles, workTree: String?) async throws -> Configuration {
        try await setup(workTree).configuration(for: files, workTree: workTree)
    }

    private func setup(_ workTree: String?) throws -> RunSetup {
        var setup = RunSetup(settings: settings, today: today, jobs: options.jobs, registry: registry)
        setup.trust = trust
        setup.scans = ScanKeeping(program: Version.current) { keptFolder($0) }
        guard let path = options.config else { return setup }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(path, "the file cannot be read")
        }
        setup.source = .file(name: path, bytes: Array(bytes), isOperators: !Self.isInside(path, workTree))
        return setup
    }

    /// Where what was found in a repository is kept for the next run: with its mirror, else in the user's cache.
    func keptFolder(_ repository: GitRepository) -> String {
        repository.workTree == nil ? "\(repository.gitDirectory)pinnace" : "\(cacheDirectory)/kept"
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
