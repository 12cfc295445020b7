import ImageModel
import Manifests
import Testing
import YAMLSource

/// One file, scanned and written in memory.
struct BuildScan {
    let path: String
    let bytes: [UInt8]
    let scan: FileScan

    static let target = "new.example/app:2@sha256:" + String(repeating: "a", count: 64)

    init(_ path: String, _ bytes: [UInt8]) throws {
        self.path = path
        self.bytes = bytes
        scan = FileLocator().scan(try #require(RepositoryPath(path)), bytes)
    }

    init(_ path: String, _ content: String) throws {
        try self.init(path, Array(content.utf8))
    }

    /// `field: text`, then the platforms and the kind where they say something.
    var found: [String] {
        scan.occurrences.map { occurrence in
            let platforms = occurrence.platforms.map(\.description).joined(separator: ",")
            let kind = occurrence.kind == .field ? "" : " (\(occurrence.kind.rawValue))"
            return "\(occurrence.field): \(occurrence.text)\(platforms.isEmpty ? "" : " on \(platforms)")\(kind)"
        }
    }

    /// The file after ``target`` was written into each place.
    func rewritten() throws -> String {
        let sites = Dictionary(scan.occurrences.flatMap(\.parts.sites).map { ($0.id, $0) }) { first, _ in first }
        guard !sites.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
        let writes = sites.values.map { SiteWrite(site: $0, value: Self.target) }
        return String(decoding: try SiteWriting.apply(writes, to: bytes), as: UTF8.self)
    }

    /// ``target`` put in place of each text at its line and column, as the expectation to compare with.
    func expected() -> String {
        var lines = String(decoding: bytes, as: UTF8.self).unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(Array.init)
        for occurrence in scan.occurrences.sorted(by: { $0.location > $1.location }) {
            let (line, column) = (occurrence.location.line - 1, occurrence.location.column - 1)
            let text = Array(occurrence.text.unicodeScalars)
            guard let start = lines[line][column...].firstRange(of: text) else { continue }
            lines[line].replaceSubrange(start, with: Array(Self.target.unicodeScalars))
        }
        return lines.map { line in line.map { String($0) }.joined() }.joined(separator: "\n")
    }
}

extension ImageOccurrence {
    var text: String {
        if case .whole(let site) = parts { site.value ?? "" } else { "" }
    }
}
