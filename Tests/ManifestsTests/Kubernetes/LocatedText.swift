import Manifests
import YAMLSource

/// What a locator finds in a text, in a form that a table can hold.
struct LocatedText {
    let text: String
    let scan: FileScan

    init(_ text: String, path: String = "a.yaml", options: LocatorOptions = LocatorOptions()) {
        self.text = text
        scan = FileLocator(options).scan(RepositoryPath(path)!, Array(text.utf8))
    }

    /// `field: text` of each occurrence; a `!` in front where it is a command line, a `?` where no locator knows the field.
    var references: [String] {
        scan.occurrences.map { occurrence in
            let values = occurrence.parts.sites.compactMap(\.value).joined(separator: " ")
            let mark = [.commandLine: "!", .unknownField: "?"][occurrence.kind] ?? ""
            return mark + "\(occurrence.field): \(values)"
        }
    }

    /// `line:column reason: message` of each finding.
    var findings: [String] {
        scan.findings.map { finding in
            [finding.location.map(\.description), "\(finding.reason):", finding.message].compactMap(\.self)
                .joined(separator: " ")
        }
    }

    /// The file after a new value for every site that `changing` gives one.
    func written(_ changing: (String) -> String?) throws -> String {
        var writes: [SiteID: SiteWrite] = [:]
        for site in scan.occurrences.flatMap(\.parts.sites) {
            guard let value = site.value, let new = changing(value) else { continue }
            writes[site.id] = SiteWrite(site: site, value: new)
        }
        return String(decoding: try SiteWriting.apply(Array(writes.values), to: Array(text.utf8)), as: UTF8.self)
    }
}
