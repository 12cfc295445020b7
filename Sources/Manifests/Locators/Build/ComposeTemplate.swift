import YAMLSource

/// A Compose file that another tool renders first, by its lines: beside `build:`, `image:` names what is built.
struct ComposeTemplate {
    private let text: [UInt8]
    /// The lines of a service, and bytes of a file; what people write stays below.
    private static let mostLines = 300
    private static let largest = 1 << 20

    static func stands(in file: SourceFile) -> Bool {
        file.path.nameContains("compose") && file.text.payload.count <= largest && file.text.contains("build:")
    }

    init(_ file: SourceFile) {
        text = file.text.payload
    }

    func tell(_ scan: inout FileScan) {
        scan.ownNames.formUnion(contexts())
        scan.occurrences.removeAll { occurrence in
            guard occurrence.field == "image", case .whole(let site) = occurrence.parts,
                case .text(let range) = site.id.address
            else { return false }
            return isBuilt(range.lowerBound)
        }
    }

    /// Whether a line of the same mapping starts with `build:`.
    private func isBuilt(_ offset: Int) -> Bool {
        let own = lineStart(offset)
        let depth = indent(own)
        return holdsBuild(depth, from: own) { lineEnd($0) + 1 }
            || holdsBuild(depth, from: own) { $0 > 0 ? lineStart($0 - 1) : text.count }
    }

    private func holdsBuild(_ depth: Int, from start: Int, _ next: (Int) -> Int) -> Bool {
        var line = next(start)
        for _ in 0..<Self.mostLines where line < text.count {
            let code = text[line..<lineEnd(line)].drop { $0 == 0x20 }
            if let first = code.first, first != UInt8(ascii: "#"), !code.starts(with: "{{".utf8), first > 0x20,
                !code.starts(with: "{%".utf8)
            {
                if indent(line) < depth { return false }
                if indent(line) == depth, code.starts(with: "build:".utf8) { return true }
            }
            line = next(line)
        }
        return false
    }

    /// What stands below `additional_contexts:`.
    private func contexts() -> OwnNames {
        var names = OwnNames()
        var depth: Int?
        var line = 0
        while line < text.count {
            let end = lineEnd(line)
            let code = String(decoding: text[line..<end].drop { $0 == 0x20 }, as: UTF8.self)
            if let outer = depth, !code.isEmpty, indent(line) <= outer { depth = nil }
            if depth != nil {
                let words = code.drop { "- \"'".contains($0) }
                if let colon = words.firstRange(of: ": ") {
                    names.add(context: String(words[..<colon.lowerBound]), String(words[colon.upperBound...]))
                } else {
                    names.add(context: String(words))
                }
            }
            if code.hasPrefix("additional_contexts:") { depth = indent(line) }
            line = end + 1
        }
        return names
    }

    private func lineStart(_ offset: Int) -> Int { text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0 }
    private func lineEnd(_ offset: Int) -> Int { text[offset...].firstIndex(of: 0x0A) ?? text.count }
    private func indent(_ line: Int) -> Int { text[line...].prefix { $0 == 0x20 }.count }
}
