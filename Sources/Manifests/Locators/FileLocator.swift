import ImageModel
package import YAMLSource

/// Chooses the locator for a file and runs it.
package enum FileLocator {
    /// Raised when a locator finds other things in the same bytes, so that kept results are read anew.
    package static let version = 1

    /// Whether a file of this name can hold a reference at all.
    package static func knows(_ path: RepositoryPath) -> Bool {
        if path.isInside(RepositoryPath.root.appending(".pinnace"))
            || path.isInside(RepositoryPath.root.appending(".git"))
        {
            return false
        }
        return path.isYAML || path.isJSON || Kustomization.fileNames.contains(path.name) || isTemplate(path)
    }

    /// Everything in a file. What cannot be read is a finding with its line and column, never an error.
    package static func scan(_ path: RepositoryPath, _ bytes: [UInt8], limits: YAMLLimits = .default) -> FileScan {
        var scan = FileScan(file: path)
        let isKustomization = Kustomization.fileNames.contains(path.name)
        do {
            let text = try SourceText(bytes: bytes)
            guard isKustomization || mayHoldReference(text) else { return scan }
            if isTemplate(path) {
                scan.tagUses = TemplateValueUse.all(in: String(decoding: text.payload, as: UTF8.self))
            }
            guard !path.string.hasSuffix(".tpl") else { return scan }
            let file = LocatedFile(path: path, stream: try YAMLStream(parsing: text, limits: limits))
            locate(in: file, isKustomization: isKustomization, &scan)
        } catch {
            scan.findings.append(finding(path, bytes, error))
        }
        return scan
    }

    private static func locate(in file: LocatedFile, isKustomization: Bool, _ scan: inout FileScan) {
        if isKustomization {
            KustomizationLocator.locate(in: file, &scan)
        } else if HelmValuesFile.isValuesFile(file.path), !holdsObjects(file.stream) {
            scan.occurrences = HelmValuesLocator.occurrences(in: file)
        } else {
            scan.occurrences = WorkloadLocator.occurrences(in: file)
        }
    }

    /// A raw search costs a fraction of a parse. Every key that a locator looks for holds one of these.
    private static func mayHoldReference(_ text: SourceText) -> Bool {
        text.contains("mage") || text.contains("repository")
    }

    private static func isTemplate(_ path: RepositoryPath) -> Bool {
        (path.isYAML || path.string.hasSuffix(".tpl")) && HelmCharts.chartFolder(of: path) != nil
    }

    private static func holdsObjects(_ stream: YAMLStream) -> Bool {
        stream.documents.contains { ObjectIdentity(of: $0.resolved) != nil }
    }

    /// A Go template need not be YAML: that is told apart from a file that is broken.
    private static func finding(_ path: RepositoryPath, _ bytes: [UInt8], _ error: YAMLSourceError) -> Finding {
        let isTemplate = error.code == .syntax && bytes.contains("{{")
        return Finding(
            file: path,
            location: error.location,
            reason: isTemplate ? .templated : .unparsable,
            message: isTemplate ? "a template, which is not YAML before it is rendered" : error.message
        )
    }
}

extension [UInt8] {
    fileprivate func contains(_ needle: StaticString) -> Bool {
        guard let text = try? SourceText(bytes: self) else { return false }
        return text.contains(needle)
    }
}
