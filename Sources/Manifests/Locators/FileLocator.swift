import ImageModel
package import YAMLSource

/// Chooses the locator for a file and runs it.
package struct FileLocator: Hashable, Sendable {
    /// Raised when a locator finds other things in the same bytes, so that kept results are read anew.
    package static let version = 3

    private let options: LocatorOptions

    package init(_ options: LocatorOptions = LocatorOptions()) {
        self.options = options
    }

    /// Whether a file of this name is worth reading.
    package func reads(_ path: RepositoryPath) -> Bool {
        !Self.isOwn(path) && (!options.searchedHosts.isEmpty || Locators.all.contains { $0.mayClaim(path) })
    }

    /// Pinnace's own files and git's hold no references of the repository.
    private static func isOwn(_ path: RepositoryPath) -> Bool {
        path.string.hasPrefix(".pinnace/") || path.string.hasPrefix(".git/")
    }

    /// Everything in a file. What cannot be read is a finding with its line and column, never an error.
    package func scan(_ path: RepositoryPath, _ bytes: [UInt8], limits: YAMLLimits = .default) -> FileScan {
        var scan = FileScan(file: path)
        let candidates = Locators.all.filter { $0.mayClaim(path) && $0.accepts(path, bytes) }
        do throws(YAMLSourceError) {
            let file = SourceFile(path: path, text: try SourceText(bytes: bytes), options: options, limits: limits)
            try candidates.first { $0.claims(file) }?.locate(in: file, &scan)
        } catch {
            if !candidates.isEmpty { scan.findings.append(Self.finding(path, error)) }
        }
        return scan
    }

    private static func finding(_ path: RepositoryPath, _ error: YAMLSourceError) -> Finding {
        Finding(file: path, location: error.location, reason: .unparsable, message: error.message)
    }
}
