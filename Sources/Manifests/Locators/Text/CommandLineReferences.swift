/// Finds the images that command lines name: what container tools are told to run or fetch, what options for images hold,
/// and everything that is spelled out with a registry's host and a tag or digest.
enum CommandLineReferences {
    /// Where they stand, in their order; offsets of the slice.
    static func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for line in CommandLines(bytes) where mayHold(bytes[line]) {
            found += ranges(in: bytes, line: line)
        }
        return found
    }

    /// Whether a line is worth splitting.
    private static func mayHold(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains(UInt8(ascii: "/")) || line.contains(UInt8(ascii: " "))
    }

    private static func ranges(in bytes: ArraySlice<UInt8>, line: Range<Int>) -> [Range<Int>] {
        let end = CommandLines.commentStart(in: bytes, line) ?? line.upperBound
        let code = line.lowerBound..<end
        var spelledOut =
            references(in: bytes[code]).filter { !isQuotedInProse($0, bytes) } + defaults(in: bytes[code])
        let manifest = manifest(in: bytes[code]) + assigned(in: bytes[code])
        if !manifest.isEmpty { spelledOut = merged(spelledOut, manifest) }
        guard ContainerCommand.mayStand(in: bytes[code]) else { return spelledOut }
        let words = ShellLine.words(in: bytes, code)
        return merged(spelledOut, ContainerCommand.images(in: words, of: bytes))
    }

    /// What is spelled out in a text that is no command, with its host or behind `image:`.
    static func spelledOut(in text: ArraySlice<UInt8>) -> [Range<Int>] {
        merged(references(in: text), manifest(in: text))
    }

    private static func references(in text: ArraySlice<UInt8>) -> [Range<Int>] {
        ReferenceScanner.references(in: text).map {
            ($0.lowerBound + text.startIndex)..<($0.upperBound + text.startIndex)
        }
    }

    /// Backticks that a string escapes are Markdown's, in what a script prints.
    private static func isQuotedInProse(_ range: Range<Int>, _ bytes: ArraySlice<UInt8>) -> Bool {
        bytes[..<range.lowerBound].suffix(2).elementsEqual("\\`".utf8)
            && bytes[range.upperBound...].prefix(2).elementsEqual("\\`".utf8)
    }

    /// What a variable is where it is not set: `${IMAGE:-gcr.io/p/app:1}`.
    private static func defaults(in line: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = line.startIndex
        while let mark = line[offset...].indices.first(where: { isMark(at: $0, in: line) }) {
            offset = mark + 2
            // A default in a default is the next one.
            while offset < line.endIndex, line[offset] > 0x20, line[offset] != UInt8(ascii: "}"),
                !isMark(at: offset, in: line)
            {
                offset += 1
            }
            found += references(in: line[(mark + 2)..<offset])
        }
        return found
    }

    /// Whether `:-` or `:=` stands there.
    private static func isMark(at offset: Int, in line: ArraySlice<UInt8>) -> Bool {
        line[offset] == UInt8(ascii: ":") && offset + 1 < line.endIndex && "-=".utf8.contains(line[offset + 1])
    }

    /// The lines of a manifest that a script hands on: `image: a/b:1`, `'{"image": "a/b:1"}'`; a
    /// name alone, indented as in a manifest: a rule of a Makefile is not.
    private static func manifest(in line: ArraySlice<UInt8>) -> [Range<Int>] {
        EmbeddedImages.ranges(in: line).filter {
            LooseImage.isImage(line[$0]) || EmbeddedImages.isNameAlone($0, in: line)
        }
    }

    /// What a line gives to a variable whose name ends with `image`: `export WEB_IMAGE=a/web:1`, `IMAGE ?= web:1`.
    private static func assigned(in line: ArraySlice<UInt8>) -> [Range<Int>] {
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return [] }
        let front = line[..<equals].reversed().drop { $0 == 0x20 || "?:".utf8.contains($0) }
        guard front.starts(with: "egami".utf8) || front.starts(with: "EGAMI".utf8),
            front.prefix(while: { $0.isNameByte }).count < 64
        else { return [] }
        let rest = line[(equals + 1)...].drop { $0 == 0x20 }
        let quote: UInt8? = rest.first.flatMap { "\"'".utf8.contains($0) ? $0 : nil }
        let value =
            if let quote { rest.dropFirst().prefix { $0 != quote } } else { rest.prefix { $0 > 0x20 } }
        guard !value.contains(UInt8(ascii: "$")), LooseImage.isImage(value, tagged: true),
            value.endIndex == line.endIndex || quote != nil || line[value.endIndex] <= 0x20
        else { return [] }
        return [value.startIndex..<value.endIndex]
    }

    /// Both in their order, without those of the second that lie over one of the first.
    private static func merged(_ first: [Range<Int>], _ second: [Range<Int>]) -> [Range<Int>] {
        (first.map { ($0, 0) } + second.map { ($0, 1) })
            .sorted { ($0.0.lowerBound, $0.1) < ($1.0.lowerBound, $1.1) }
            .reduce(into: []) { merged, next in
                if let last = merged.last, last.overlaps(next.0) {
                    if next.1 == 0 { merged[merged.count - 1] = next.0 }
                } else {
                    merged.append(next.0)
                }
            }
    }
}
