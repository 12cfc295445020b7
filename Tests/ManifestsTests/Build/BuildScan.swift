import ImageModel
import Manifests
import Testing

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
        let sites = Set(scan.occurrences.flatMap(\.parts.sites))
        let writes = sites.map { SiteWrite(site: $0, value: Self.target) }
        return String(decoding: try SiteWriting.apply(writes, to: bytes), as: UTF8.self)
    }

    /// Replaces what was found in the text itself, each once and in order, as the expectation to compare with.
    func expected() -> String {
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        var result = ""
        for occurrence in scan.occurrences.sorted(by: { $0.location < $1.location }) {
            guard let range = rest.range(of: occurrence.text) else { continue }
            result += rest[..<range.lowerBound] + Self.target
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}

extension ImageOccurrence {
    var text: String {
        if case .whole(let site) = parts { site.value ?? "" } else { "" }
    }
}

extension Substring {
    fileprivate func range(of text: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
    }
}
