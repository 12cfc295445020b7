package import Manifests
import YAMLSource

/// What holds for any bytes that are taken for a file of some name: whatever is found can be written, byte for byte the same
/// elsewhere, or is refused.
package enum LocatorCheck {
    /// The host of a rewrite rule is looked for too.
    private static let options: LocatorOptions = {
        var options = LocatorOptions()
        options.searchedHosts = ["gcr.io"]
        return options
    }()
    private static let locator = FileLocator(options)
    private static let value = "registry.example/app:1"

    package static func scan(_ content: [UInt8], as path: RepositoryPath) -> FileScan { locator.scan(path, content) }

    /// What does not hold; `nil` where all of it does.
    package static func problem(_ content: [UInt8], as path: RepositoryPath) -> String? {
        let scan = scan(content, as: path)
        if scan != self.scan(content, as: path) { return "two scans of the same bytes differ" }
        _ = RenderGraph([scan]).contexts.map { $0.formula.rendered() }
        if let text = try? SourceText(bytes: content).payload {
            for occurrence in scan.occurrences + (scan.kustomization?.images ?? []) {
                if let problem = problem(occurrence, content, text) { return problem }
            }
        } else if !scan.occurrences.isEmpty {
            return "references in a file that cannot be read"
        }
        return allProblem(scan, content)
    }

    private static func problem(_ occurrence: ImageOccurrence, _ content: [UInt8], _ text: [UInt8]) -> String? {
        if occurrence.location.line < 1 || occurrence.location.column < 1 { return "a reference without a place" }
        for site in occurrence.parts.sites {
            if site.extent.upperBound > text.count { return "a site outside of the file" }
            if case .text(let range) = site.id.address, site.value != String(decoding: text[range], as: UTF8.self) {
                return "a site does not hold its value"
            }
            if let problem = problem(writing: site, content, text) { return problem }
        }
        return nil
    }

    /// An edit changes the bytes of its site and no others.
    private static func problem(writing site: Site, _ content: [UInt8], _ text: [UInt8]) -> String? {
        guard let edited = try? SiteWriting.apply([SiteWrite(site: site, value: value)], to: content) else {
            return nil
        }
        guard let new = try? SourceText(bytes: edited).payload else { return "an edit cannot be read" }
        let extent = site.extent
        switch site.id.address {
        case .text(let range):
            let expected = text[..<range.lowerBound] + Array(value.utf8) + text[range.upperBound...]
            return new[...] == expected ? nil : "an edit changes other bytes"
        case .scalar:
            let (front, back) = (text[..<extent.lowerBound], text[extent.upperBound...])
            let isAround = new.starts(with: front) && new.reversed().starts(with: back.reversed())
            return isAround ? nil : "an edit changes bytes outside of its scalar"
        case .part:
            // What is written may need other quotes around the whole.
            return nil
        case .insertion:
            return new.count > text.count ? nil : "an insertion takes something away"
        }
    }

    /// Everything that was found is written at once, and the file is scanned again.
    private static func allProblem(_ scan: FileScan, _ content: [UInt8]) -> String? {
        let sites = Dictionary(scan.occurrences.flatMap(\.parts.sites).map { ($0.id, $0) }) { first, _ in first }
        let writes = sites.values.filter { $0.value != nil }.map { SiteWrite(site: $0, value: value) }
        guard !writes.isEmpty, let edited = try? SiteWriting.apply(writes, to: content) else { return nil }
        let again = self.scan(edited, as: scan.file)
        let isPlaced = again.findings.allSatisfy { $0.location != nil }
        return isPlaced || scan.findings.contains { $0.location == nil } ? nil : "a finding without a place"
    }
}
