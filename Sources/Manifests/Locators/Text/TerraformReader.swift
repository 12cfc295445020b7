import ImageModel

/// Walks through the blocks of a Terraform file for the images that it names.
struct TerraformReader {
    private let bytes: [UInt8]
    private let isVariables: Bool
    private(set) var references: [TextReference] = []
    /// Charts that come from a registry, or may.
    private(set) var charts: [TerraformChart] = []
    private var blocks: [TerraformBlock] = []
    /// How many more are open inside of those.
    private var deeper = 0
    /// What the innermost block's current line has so far.
    private var line = Line()
    /// A literal that is the attribute's value unless something follows it.
    private var literal: Range<Int>?

    private struct Line {
        /// A block's type and labels, or an attribute's name.
        var header: [Range<Int>] = []
        var attribute: Range<Int>?
        /// Nothing stands yet between the `=` and here.
        var awaitsValue = false
        /// Open `(` and `[`: inside of them line breaks and commas end no attribute.
        var depth = 0
        /// A `?` stood: what follows it, and the `:` behind that, is one of two values.
        var isChoice = false
    }

    /// - Parameter isVariables: whether the file gives values to variables, and has no blocks.
    init(_ bytes: [UInt8], isVariables: Bool = false) {
        self.bytes = bytes
        self.isVariables = isVariables
    }

    mutating func read() {
        for token in HCLTokens(bytes) { read(token) }
        takeLiteral()
        deeper = 0
        while !blocks.isEmpty { close() }
    }

    private mutating func read(_ token: HCLTokens.Token) {
        switch token {
        case .word(let range): add(range, isString: false)
        case .string(let range): add(range, isString: true)
        case .hereDocument(let range): addHereDocument(range)
        case .lineBreak: endElement()
        case .symbol(let byte): read(symbol: byte)
        }
    }

    private mutating func read(symbol: UInt8) {
        switch symbol {
        case UInt8(ascii: "="), UInt8(ascii: ":"):
            guard line.attribute == nil, line.depth == 0 else {
                if line.isChoice, symbol == UInt8(ascii: ":"), line.depth == 0 { takeLiteral() }
                literal = nil
                line.awaitsValue = line.isChoice && line.depth == 0
                return
            }
            literal = nil
            line.attribute = line.header.count == 1 ? line.header[0] : nil
            line.awaitsValue = line.attribute != nil
        case UInt8(ascii: "{"):
            literal = nil
            open()
        case UInt8(ascii: "}"):
            takeLiteral()
            close()
        case UInt8(ascii: ","): endElement()
        case UInt8(ascii: "?") where line.depth == 0 && line.attribute != nil:
            literal = nil
            line.isChoice = true
            line.awaitsValue = true
        case UInt8(ascii: "("), UInt8(ascii: "["):
            literal = nil
            line.awaitsValue = false
            line.depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): line.depth = max(0, line.depth - 1)
        default:
            literal = nil
            line.awaitsValue = false
        }
    }

    private mutating func endElement() {
        takeLiteral()
        if line.depth == 0 { line = Line() }
    }

    private mutating func add(_ range: Range<Int>, isString: Bool) {
        literal = nil
        if line.awaitsValue, isString { literal = range }
        if line.attribute == nil, line.depth == 0 { line.header.append(range) }
        if isString, !blocks.isEmpty, let name = line.attribute, label(name) == "requires_compatibilities" {
            blocks[0].task.isFargate = blocks[0].task.isFargate || text(range) == "FARGATE"
        }
        if isString, line.depth == 1, let name = line.attribute,
            TerraformMeaning.isList(attribute: label(name), in: blocks, ofValues: isVariables),
            TerraformMeaning.isElement(text(range))
        {
            references.append(TextReference(range: range, field: field(label(name))))
        }
        line.awaitsValue = false
    }

    private mutating func takeLiteral() {
        guard let range = literal, let name = line.attribute else {
            literal = nil
            return
        }
        literal = nil
        let attribute = label(name)
        let value = text(range)
        if !blocks.isEmpty { blocks[0].task.read(attribute, value) }
        if blocks.count == 1 { blocks[0].chart.read(attribute, range) }
        let isImage =
            isVariables
            ? TerraformMeaning.isVariable(value, named: attribute, in: blocks)
            : TerraformMeaning.isImage(value, attribute: attribute, in: blocks)
        guard isImage || TerraformMeaning.isLoose(value, attribute: attribute, in: blocks) else { return }
        references.append(
            TextReference(range: range, field: field(attribute), kind: isImage ? .field : .unknownField))
    }

    private mutating func addHereDocument(_ range: Range<Int>) {
        guard let name = line.attribute, TerraformMeaning.mayHoldContainers(blocks) else { return }
        for image in EmbeddedImages.ranges(in: bytes[range]) {
            references.append(TextReference(range: image, field: field(label(name)) + ".image"))
        }
        line.awaitsValue = false
    }

    private func field(_ attribute: String) -> String {
        (blocks.map(\.name) + [attribute]).joined(separator: ".")
    }

    private mutating func open() {
        if blocks.count < Self.deepest {
            let header = line.attribute.map { [$0] } ?? Array(line.header.prefix(Self.mostLabels))
            blocks.append(
                TerraformBlock(
                    names: header.map(label), firstReference: references.count, outer: line.depth,
                    attribute: line.attribute))
        } else {
            deeper += 1
        }
        line = Line()
    }

    private mutating func close() {
        guard deeper == 0, let block = blocks.popLast() else {
            deeper = max(0, deeper - 1)
            line = Line()
            return
        }
        line = Line()
        line.depth = block.outer
        line.attribute = block.attribute
        guard blocks.isEmpty else { return }
        if block.type == "helm_release" {
            var chart = block.chart
            chart.name = block.name
            charts.append(chart)
        }
        for index in block.firstReference..<references.count { references[index].platforms = block.task.platforms }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// A name, cut off where it is longer than any that people write: it stands in front of everything inside.
    private func label(_ range: Range<Int>) -> String {
        String(decoding: bytes[range].prefix(Self.longestName), as: UTF8.self)
    }

    /// Blocks below this are counted alone: what people write stays far above.
    private static let deepest = 64
    /// A block's type and labels that are kept.
    private static let mostLabels = 4
    private static let longestName = 128
}
