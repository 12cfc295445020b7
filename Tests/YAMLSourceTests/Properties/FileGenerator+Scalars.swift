import YAMLSource

extension FileGenerator {
    /// A scalar of one line without escapes: what stands between its quotes is its value.
    mutating func scalar(_ text: String, isInFlow: Bool = false, isCanonical: Bool = true, properties: Int? = nil) {
        let start = file.text.count
        put(text)
        let style: YAMLStyle = text.hasPrefix("'") ? .singleQuoted : text.hasPrefix("\"") ? .doubleQuoted : .plain
        let value = style == .plain ? Substring(text) : text.dropFirst().dropLast()
        note(
            .init(
                range: start..<file.text.count, value: Array(value.utf8), style: style, isInFlow: isInFlow,
                propertiesStart: properties, isCanonical: isCanonical))
    }

    private mutating func note(_ place: GeneratedFile.Place) {
        file.places.append(place)
        switch place.style {
        case .singleQuoted: file.features.insert(.singleQuoted)
        case .doubleQuoted: file.features.insert(.doubleQuoted)
        case .literal: file.features.insert(.literal)
        case .folded: file.features.insert(.folded)
        default: file.features.insert(.plain)
        }
    }

    /// A scalar in one of the flow styles, with what may stand in front of it and behind it.
    mutating func flowScalar(at indentation: Int) {
        let inner = indentation + 1 + Int(random.next() % 3)
        put(pick([" ", "  ", " "]))
        let start = file.text.count
        let isForeign = properties()
        let hasProperties = file.text.count > start
        switch random.next() % 8 {
        case 0: lines(at: inner)
        case 1: spelled("'it''s ü # no'", "it's ü # no", .doubledQuote, isCanonical: true)
        case 2: spelled("\"d\\n\\u00e9\"", "d\né", .escape)
        case 3: spelled("\"q\\\"\\\\\"", "q\"\\", .escape, isCanonical: true)
        case 4: spelled(pick(["true", "1.10", "~"]), nil, .plain)
        case 5: spelled(pick(["\"\"", "''"]), "", .plain)
        default: scalar(pick(["gcr.io/a/b:1.0", "plain é text", "'single'", "\"double 🚢\"", "a#b:c", "new:0"]))
        }
        if hasProperties { file.places[file.places.count - 1].propertiesStart = start }
        if isForeign { file.places[file.places.count - 1].isEditable = false }
        endLine()
    }

    /// An anchor, a tag or both.
    private mutating func properties() -> Bool {
        if chance(6) {
            anchors.append("a\(anchors.count)")
            put("&\(anchors[anchors.count - 1]) ")
            file.features.insert(.anchor)
        }
        guard chance(8) else { return false }
        let tag = pick(["!!str ", "!x "])
        put(tag)
        file.features.insert(.tag)
        return tag == "!x "
    }

    private mutating func spelled(_ text: String, _ value: String?, _ feature: Feature, isCanonical: Bool = false) {
        scalar(text, isCanonical: isCanonical)
        file.places[file.places.count - 1].value = Array((value ?? text).utf8)
        file.features.insert(feature)
    }

    private mutating func lines(at indentation: Int) {
        let start = file.text.count
        let quote = pick(["", "'", "\""])
        put(quote + "x é", endsLine: true)
        let hasBlankLine = chance(2)
        if hasBlankLine { breakLine() }
        indent(indentation)
        put("y" + quote)
        let style: YAMLStyle = quote == "'" ? .singleQuoted : quote == "\"" ? .doubleQuoted : .plain
        note(
            .init(range: start..<file.text.count, value: Array((hasBlankLine ? "x é\ny" : "x é y").utf8), style: style))
        file.features.insert(.severalLines)
    }
}

extension FileGenerator {
    /// A block scalar: header, lines of content, blank lines behind.
    mutating func block(at indentation: Int) {
        put(" ")
        let start = file.text.count
        let step = 1 + Int(random.next() % 3)
        let isFolded = chance(2)
        let hasIndicator = chance(3)
        let chomping = pick(["", "-", "+"])
        put((isFolded ? ">" : "|") + (hasIndicator ? "\(step)" : "") + chomping)
        endLine()
        let contentStart = file.text.count
        let content = blockLines(isFolded: isFolded, isIndented: hasIndicator && !isFolded)
        var onlyLine: Range<Int>?
        for line in content {
            if !line.isEmpty { indent(indentation + step) }
            let lineStart = file.text.count
            put(line)
            onlyLine = lineStart..<file.text.count
            breakLine()
        }
        let contentEnd = content.isEmpty ? contentStart : file.text.count
        let blank = chance(3) ? 1 + Int(random.next() % 2) : 0
        for _ in 0..<blank { breakLine() }
        endsWithBlock = true
        note(
            .init(
                range: start..<(chomping == "+" ? file.text.count : contentEnd),
                value: Self.blockValue(content, isFolded: isFolded, chomping: chomping, blank: blank),
                style: isFolded ? .folded : .literal,
                isEditable: content.count == 1 && content[0].first != " ",
                isCanonical: true, onlyLine: onlyLine, markEnd: file.text.count))
        noteBlock(hasIndicator, chomping, isEmpty: content.isEmpty, blank: blank)
    }

    private mutating func noteBlock(_ hasIndicator: Bool, _ chomping: String, isEmpty: Bool, blank: Int) {
        if hasIndicator { file.features.insert(.indentationIndicator) }
        if chomping == "+" { file.features.insert(.keptLineBreaks) }
        if chomping == "-" { file.features.insert(.strippedLineBreaks) }
        if isEmpty { file.features.insert(.emptyBlockScalar) }
        if blank > 0 { file.features.insert(.blankLinesBehindBlock) }
    }

    private mutating func blockLines(isFolded: Bool, isIndented: Bool) -> [String] {
        switch random.next() % 6 {
        case 0: []
        case 1: ["first é", "last"]
        case 2: ["first", "", "# no comment"]
        case 3 where !isFolded: [isIndented ? "  more" : "image: é:1", "   more", "", "last: x"]
        default: [pick(["only: é", "gcr.io/a/b:1"])]
        }
    }

    private static func blockValue(_ lines: [String], isFolded: Bool, chomping: String, blank: Int) -> [UInt8] {
        var value = ""
        for (index, line) in lines.enumerated() {
            if index > 0 {
                // A blank line between two is the only line break that folding leaves.
                let isFoldedBreak = isFolded && !line.isEmpty && !lines[index - 1].isEmpty
                value += isFoldedBreak ? " " : isFolded && !line.isEmpty ? "" : "\n"
            }
            value += line
        }
        let breaks =
            switch chomping {
            case "-": 0
            case "+": (lines.isEmpty ? 0 : 1) + blank
            default: lines.isEmpty ? 0 : 1
            }
        return Array((value + String(repeating: "\n", count: breaks)).utf8)
    }
}

extension [UInt8] {
    func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && Array(self[(count - suffix.count)...]) == suffix
    }
}
