/// Reads what stands between two `||`.
struct VersionRangeReader {
    private var words: ArraySlice<Substring>
    private let whole: String
    private var namesPrerelease = false

    /// - Parameter whole: the range that errors quote.
    init(_ text: String, of whole: String) {
        words = text.split { $0.isWhitespace || $0 == "," }[...]
        self.whole = whole
    }

    mutating func comparators() throws(PatternError) -> ([VersionComparator], namesPrerelease: Bool) {
        var comparators: [VersionComparator] = []
        while let word = words.popFirst() { comparators += try comparator(word) }
        guard !comparators.isEmpty else { throw PatternError("'\(whole)' has an empty part") }
        return (comparators, namesPrerelease)
    }

    /// An operator may stand apart from its version, and ` - ` between two.
    private mutating func comparator(_ word: Substring) throws(PatternError) -> [VersionComparator] {
        let end = word.firstIndex { !"=!<>~^".contains($0) } ?? word.endIndex
        let sign = String(word[..<end])
        var text = word[end...]
        if text.isEmpty, let next = words.popFirst() { text = next }
        guard let operation = VersionOperator(sign) else {
            throw PatternError("'\(sign)' in '\(whole)' is no operator of a version range")
        }
        let version = try version(text)
        guard sign.isEmpty, words.first == "-" else { return [try comparator(operation, version, word)] }
        words.removeFirst()
        guard let last = words.popFirst() else { throw PatternError("'\(whole)' lacks a version behind '-'") }
        return [
            try comparator(.greaterOrEqual, version, word), try comparator(.lessOrEqual, try self.version(last), last),
        ]
    }

    private mutating func version(_ text: Substring) throws(PatternError) -> PartialVersion {
        guard let version = PartialVersion(text) else {
            throw PatternError("'\(text)' in '\(whole)' is no version, such as 2.8, 2.x or 2.8.0-rc.1")
        }
        if !version.prerelease.isEmpty { namesPrerelease = true }
        return version
    }

    private func comparator(
        _ operation: VersionOperator, _ version: PartialVersion, _ word: Substring
    ) throws(PatternError) -> VersionComparator {
        guard let comparator = operation.comparator(version) else {
            throw PatternError("'\(word)' in '\(whole)' matches no version")
        }
        return comparator
    }
}

/// A version of which the rest may be any: `2`, `2.8`, `2.x`, `*`.
struct PartialVersion {
    /// None for `*`, three for a whole version.
    let numbers: [UInt64]
    let prerelease: [PrereleaseIdentifier]

    init?(_ text: Substring) {
        let text = text.first == "v" || text.first == "V" ? text.dropFirst() : text
        let version = text.prefix { $0 != "+" }
        guard version.endIndex == text.endIndex || Self.isBuild(text[version.endIndex...].dropFirst()) else {
            return nil
        }
        let core = version.prefix { $0 != "-" }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        let known = parts.prefix { !Self.isAny($0) }
        let numbers = known.compactMap { VersionParts.number($0) }
        guard numbers.count == known.count, parts.dropFirst(known.count).allSatisfy(Self.isAny) else { return nil }
        self.numbers = numbers
        guard core.endIndex != version.endIndex else {
            prerelease = []
            return
        }
        guard let identifiers = VersionParts.prerelease(version[core.endIndex...].dropFirst()) else { return nil }
        prerelease = identifiers
    }

    /// Identifiers between dots, as of a pre-release; they do not count.
    private static func isBuild(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isAny(_ part: Substring) -> Bool { part == "x" || part == "X" || part == "*" }

    /// The least that it stands for.
    var least: SemanticVersion {
        let all = numbers + [0, 0, 0]
        return SemanticVersion(all[0], all[1], all[2], prerelease: prerelease)
    }

    var isWhole: Bool { numbers.count == 3 }

    /// Below every version, pre-releases included, whose number at a position is greater.
    ///
    /// - Parameter position: 0 for the major number.
    func next(at position: Int) -> SemanticVersion {
        var all = Array((numbers + [0, 0, 0]).prefix(position + 1))
        let (sum, overflows) = all[position].addingReportingOverflow(1)
        all[position] = overflows ? .max : sum
        all += [0, 0]
        return SemanticVersion(all[0], all[1], all[2], prerelease: [.lowest])
    }
}
