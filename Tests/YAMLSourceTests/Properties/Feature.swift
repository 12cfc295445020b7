/// What a generated file can have; every run has to meet each of them often.
enum Feature: String, CaseIterable, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    case severalLines, doubledQuote, escape
    case indentationIndicator, keptLineBreaks, strippedLineBreaks, emptyBlockScalar, blankLinesBehindBlock
    case emptyValue, flowSequence, flowMapping, sequence, nestedMapping
    case comment, trailingBlanks, anchor, alias, tag, nonASCII
    case carriageReturns, byteOrderMark, utf16LittleEndian, utf16BigEndian
    case severalDocuments, versionDirective, noLastLineBreak, emptyFile
}

/// How often each was met.
struct FeatureCounts: Sendable {
    private(set) var counts: [Feature: Int] = [:]
    private(set) var cases = 0

    mutating func add(_ file: GeneratedFile) {
        cases += 1
        for feature in file.features { counts[feature, default: 0] += 1 }
    }

    mutating func add(_ other: FeatureCounts) {
        cases += other.cases
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    /// Features met in fewer than one file of two hundred.
    var rare: [Feature] { Feature.allCases.filter { counts[$0, default: 0] * 200 < cases } }

    var table: String {
        "\(cases) files: " + Feature.allCases.map { "\($0.rawValue) \(counts[$0, default: 0])" }.joined(separator: ", ")
    }
}
