import ImageModel
import YAMLSource

/// Finds the hosts of rewrite rules where no locator looks, so that a migration is complete.
struct UnknownPlaces {
    private let file: RepositoryPath
    private let text: SourceText
    /// Bytes that locators found, in order and apart from one another.
    private let known: [Range<Int>]

    /// Further ones are counted alone.
    private static let mostFindings = 100
    /// Bytes of text that a message shows.
    private static let longestText = 200

    init(_ scan: FileScan, in text: SourceText) {
        file = scan.file
        self.text = text
        let images = scan.kustomization?.images ?? []
        known = (scan.occurrences + images).flatMap(\.parts.sites).map(\.extent).filter { !$0.isEmpty }
            .sorted { $0.lowerBound < $1.lowerBound }
    }

    func findings(of hosts: [String]) -> [Finding] {
        let offsets = Set(hosts).flatMap(offsets)
        var lines = LineCount(text.payload)
        var findings: [Finding] = []
        var (others, firstOther) = (0, SourceLocation(line: 1, column: 1))
        for offset in Set(offsets).sorted() {
            let location = lines.location(of: offset)
            guard !lines.isInComment else { continue }
            if findings.count < Self.mostFindings {
                findings.append(finding("\(shown(at: offset)) stands where no locator looks", at: location))
            } else {
                if others == 0 { firstOther = location }
                others += 1
            }
        }
        guard others > 0 else { return findings }
        return findings + [finding("from here on, \(others) more stand where no locator looks", at: firstOther)]
    }

    private func finding(_ message: String, at location: SourceLocation) -> Finding {
        Finding(file: file, location: location, reason: .unknownPlace, message: message)
    }

    private func offsets(of host: String) -> [Int] {
        let needle = Array((host.contains("/") ? host : "\(host)/").utf8)
        guard needle.count > 1 else { return [] }
        var offsets: [Int] = []
        var start = 0
        while let offset = text.firstOffset(of: needle, from: start) {
            start = offset + needle.count
            if isReference(from: offset, to: start), !isKnown(offset) { offsets.append(offset) }
        }
        return offsets
    }

    /// Whether a name starts here and goes on behind the host: not a longer host, an address of mail or the web.
    private func isReference(from start: Int, to end: Int) -> Bool {
        guard end < text.payload.count, text.payload[end].isReferenceByte || text.payload[end].startsTemplate else {
            return false
        }
        let before = text.payload[..<start].suffix("https://".utf8.count)
        guard let last = before.last, last == UInt8(ascii: "/") else {
            return before.last.map { !$0.isReferenceByte && $0 != UInt8(ascii: "@") || $0 == UInt8(ascii: ":") } ?? true
        }
        guard before.suffix(3).elementsEqual("://".utf8) else { return false }
        return !before.elementsEqual("https://".utf8) && !before.suffix(7).elementsEqual("http://".utf8)
    }

    /// Whether a site holds the byte: the last that starts at or before it, as sites do not overlap.
    private func isKnown(_ offset: Int) -> Bool {
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low + high) / 2
            if known[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 && known[low - 1].contains(offset)
    }

    private func shown(at offset: Int) -> String {
        let bytes = text.payload[offset...].prefix(Self.longestText).prefix { $0.isReferenceByte || $0.startsTemplate }
        let ending = bytes.reversed().prefix { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }.count
        return String(decoding: bytes.dropLast(ending), as: UTF8.self)
    }
}

extension UInt8 {
    /// A byte of a host, path, tag or digest.
    fileprivate var isReferenceByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    fileprivate var startsTemplate: Bool { [UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(self) }
}
