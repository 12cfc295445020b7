import ImageModel
package import YAMLSource

/// Chooses the locator for a file and runs it.
package struct FileLocator: Hashable, Sendable {
    /// Raised when a locator finds other things in the same bytes, so that kept results are read anew.
    package static let version = 11

    private let options: LocatorOptions

    package init(_ options: LocatorOptions = LocatorOptions()) {
        self.options = options
    }

    /// Whether a file of this name is worth reading.
    package func reads(_ path: RepositoryPath) -> Bool {
        guard !Self.isOwn(path) else { return false }
        // Most of what is asked for, and an object may stand in any of them.
        if path.isYAML || path.isJSON || !options.searchedHosts.isEmpty { return true }
        return Locators.all.contains { $0.mayClaim(path) }
    }

    /// Pinnace's own files and git's hold no references of the repository.
    private static func isOwn(_ path: RepositoryPath) -> Bool {
        path.string.hasPrefix(".pinnace/") || path.string.hasPrefix(".git/")
    }

    /// Everything in a file. What cannot be read is a finding with its line and column, never an error.
    package func scan(_ path: RepositoryPath, _ bytes: [UInt8], limits: YAMLLimits = .default) -> FileScan {
        if LFSPointer.stands(in: bytes) { return LFSPointer.scan(path) }
        let candidates = Self.candidates(path, bytes)
        guard !candidates.isEmpty || Self.isSearched(bytes) else { return FileScan(file: path) }
        do throws(YAMLSourceError) {
            let file = SourceFile(path: path, text: try SourceText(bytes: bytes), options: options, limits: limits)
            return scan(file, candidates)
        } catch {
            var scan = FileScan(file: path)
            if !candidates.isEmpty { scan.findings.append(Self.finding(path, error)) }
            return scan
        }
    }

    /// Everything in a file that was parsed before, as the check of an edit does.
    package func scan(_ path: RepositoryPath, _ stream: YAMLStream, limits: YAMLLimits = .default) -> FileScan {
        let candidates = Self.candidates(path, stream.source.encoded(stream.source.payload))
        return scan(SourceFile(path: path, stream: stream, options: options, limits: limits), candidates)
    }

    private static func candidates(_ path: RepositoryPath, _ bytes: [UInt8]) -> [any Locator] {
        Locators.all.filter { $0.mayClaim(path) && $0.accepts(path, bytes) }
    }

    /// The locator that reads a file; `nil` where none does, or it cannot be read.
    static func locator(of path: RepositoryPath, _ bytes: [UInt8]) -> (any Locator)? {
        guard let text = try? SourceText(bytes: bytes) else { return nil }
        let file = SourceFile(path: path, text: text, options: LocatorOptions())
        return candidates(path, bytes).first { $0.claims(file) }
    }

    private func scan(_ file: SourceFile, _ candidates: [any Locator]) -> FileScan {
        var scan = FileScan(file: file.path)
        locate(in: file, candidates, &scan)
        if !options.searchedHosts.isEmpty {
            scan.findings += UnknownPlaces(scan, in: file.text).findings(of: options.searchedHosts)
        }
        return scan
    }

    private func locate(in file: SourceFile, _ candidates: [any Locator], _ scan: inout FileScan) {
        do throws(YAMLSourceError) {
            try candidates.first { $0.claims(file) }?.locate(in: file, &scan)
        } catch {
            // Another tool's template is no YAML before it is rendered; its lines can be read.
            if error.code != .tooLarge, file.path.isYAML, TemplateLines.mayStand(in: file) {
                TemplateLines.locate(in: file, &scan)
            }
            scan.findings.append(Self.finding(file.path, error))
        }
        if !scan.occurrences.isEmpty, file.parsed != nil { scan.fingerprint = SourceFingerprint(of: file.text.payload) }
        EncryptedFile.mark(&scan, in: file)
        if let end = file.aliases.finding(in: file.path) { scan.findings.append(end) }
    }

    /// A file that no locator knows is looked into for the hosts of rewrite rules if it is text of a size that people
    /// write.
    private static func isSearched(_ bytes: [UInt8]) -> Bool { bytes.count <= 4 << 20 && !bytes.contains(0) }

    private static func finding(_ path: RepositoryPath, _ error: YAMLSourceError) -> Finding {
        Finding(file: path, location: error.location, reason: .unparsable, message: error.message)
    }
}
