/// A regular expression over tags: a part of RE2's syntax, found anywhere in the tag unless `^` and `$` say otherwise.
///
/// - `.`, `[a-z]`, `[^a-z]`, `\d \D \w \W \s \S`, a character itself, any other punctuation behind `\`
/// - `x*`, `x+`, `x?`, `x{2}`, `x{2,}`, `x{2,5}`, each with `?` behind it for as few as possible
/// - `a|b`, `(…)`, `(?:…)`, `(?P<name>…)`, `(?<name>…)`, `^`, `$`
///
/// Patterns come from repositories that anybody may have written, and Swift's own `Regex` goes back and tries again,
/// which a pattern such as `(a+)+$` makes exponential. This one keeps all ways at once: at most
/// ``PatternProgram/mostSteps`` steps for each of a tag's 128 characters.
package struct TagPattern: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    /// By number from 1; `nil` for one without a name.
    let groups: [String?]
    private let program: PatternProgram

    private static let longest = 512

    /// - Throws: ``PatternError`` for what cannot be read or takes too many steps.
    package init(_ text: String) throws(PatternError) {
        guard text.utf8.count <= Self.longest else {
            throw PatternError("the pattern is longer than \(Self.longest) bytes")
        }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw PatternError("the pattern '\(text)': tags have ASCII characters alone")
        }
        var reader = PatternReader(text)
        let node = try reader.pattern()
        program = try PatternProgram(node, groups: reader.groups.count)
        groups = reader.groups
        description = text
    }

    package func matches(_ tag: String) -> Bool {
        var matcher = PatternMatcher(program, Array(tag.utf8))
        return matcher.isMatch()
    }

    /// The whole match and then each group; an empty text for a group that had no part in it. `nil` for no match.
    func captures(in tag: String) -> [String]? {
        let bytes = Array(tag.utf8)
        var matcher = PatternMatcher(program, bytes)
        guard let slots = matcher.slots() else { return nil }
        return stride(from: 0, to: slots.count, by: 2).map { slot in
            guard slots[slot] >= 0, slots[slot + 1] >= 0 else { return "" }
            return String(decoding: bytes[slots[slot]..<slots[slot + 1]], as: UTF8.self)
        }
    }
}
