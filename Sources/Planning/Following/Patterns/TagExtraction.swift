/// Takes out of a tag what is compared: a pattern, and a template to fill with what its groups captured.
package struct TagExtraction: Hashable, Sendable {
    private let pattern: TagPattern
    private let pieces: [Piece]

    private enum Piece: Hashable, Sendable {
        case literal(String)
        case group(Int)
    }

    /// - Parameter template: `$version`, `${version}`, `$1`, `$$` for a dollar; `nil` for the only group.
    /// - Throws: ``PatternError`` where the template names a group that the pattern does not have.
    package init(_ pattern: TagPattern, template: String?) throws(PatternError) {
        self.pattern = pattern
        guard let template else {
            guard pattern.groups.count == 1 else {
                throw PatternError(
                    "the pattern '\(pattern)' has \(pattern.groups.count) groups: a template has to say which is compared"
                )
            }
            pieces = [.group(1)]
            return
        }
        pieces = try Self.pieces(template, pattern)
        guard pieces.contains(where: { if case .group = $0 { true } else { false } }) else {
            throw PatternError("the template '\(template)' takes nothing of the tag: name a group, as in $version")
        }
    }

    /// What is compared; `nil` for a tag that does not match.
    func value(of tag: String) -> String? {
        pattern.captures(in: tag).map { captures in
            pieces.map { piece in
                switch piece {
                case .literal(let text): text
                case .group(let number): captures[number]
                }
            }.joined()
        }
    }

    private static func pieces(_ template: String, _ pattern: TagPattern) throws(PatternError) -> [Piece] {
        guard template.utf8.count <= 128 else { throw PatternError("the template is longer than 128 bytes") }
        var pieces: [Piece] = []
        var rest = template[...]
        while let dollar = rest.firstIndex(of: "$") {
            if dollar != rest.startIndex { pieces.append(.literal(String(rest[..<dollar]))) }
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                pieces.append(.literal("$"))
                rest = rest.dropFirst()
            } else {
                pieces.append(.group(try group(&rest, template, pattern)))
            }
        }
        return rest.isEmpty ? pieces : pieces + [.literal(String(rest))]
    }

    /// The longest name, as Go's `Expand` takes it.
    private static func group(
        _ rest: inout Substring, _ template: String, _ pattern: TagPattern
    ) throws(PatternError) -> Int {
        let isBraced = rest.first == "{"
        if isBraced { rest = rest.dropFirst() }
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        rest = rest.dropFirst(name.count)
        guard !name.isEmpty, !isBraced || rest.popFirst() == "}" else {
            throw PatternError("the template '\(template)': a group is written $name, ${name} or $1")
        }
        if let number = Int(name), (0...pattern.groups.count).contains(number) { return number }
        guard let position = pattern.groups.firstIndex(of: String(name)) else {
            throw PatternError("the template '\(template)' uses the group '\(name)', which the pattern does not have")
        }
        return position + 1
    }
}
