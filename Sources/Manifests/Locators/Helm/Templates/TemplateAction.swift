/// One `{{ … }}` of a Go template, taken apart into words.
struct TemplateAction {
    /// Without the brackets and the dashes: `include`, `"web.image"`, `.Values.image`.
    let words: [Substring]
    /// What stands on the line in front of it.
    let front: Substring
    let lineText: Substring
    /// What stands on the line behind it.
    let back: Substring
    /// 1-based.
    let line: Int

    /// Every action that starts and ends on one line; what goes over several is words in the same order.
    static func all(in text: String) -> [TemplateAction] {
        var actions: [TemplateAction] = []
        var open: (words: [Substring], front: Substring, line: Int)?
        var isComment = false
        for (number, line) in lines(of: text).enumerated() {
            guard open != nil || line.holds("{{") else { continue }
            var rest = line
            while true {
                if open == nil {
                    guard let start = rest.firstRange(of: "{{") else { break }
                    open = ([], front(of: start.lowerBound, in: line), number + 1)
                    rest = rest[start.upperBound...]
                    isComment = rest.drop { $0 == "-" || $0 == " " }.hasPrefix("/*")
                }
                let end = rest.firstRange(of: "}}")
                if !isComment, (open?.words.count ?? 0) < mostWords {
                    open?.words += words(rest[..<(end?.lowerBound ?? rest.endIndex)]).prefix(mostWords)
                }
                guard let end else { break }
                if let done = open, !done.words.isEmpty {
                    let text = surroundings(of: end.lowerBound, in: line)
                    actions.append(
                        TemplateAction(
                            words: done.words, front: done.front, lineText: text, back: line[end.upperBound...],
                            line: done.line))
                }
                open = nil
                rest = rest[end.upperBound...]
            }
        }
        return actions
    }

    /// A carriage return in front of a line feed makes one character with it, and belongs to the line here.
    private static func lines(of text: String) -> [Substring] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init)
    }

    /// What is looked at of a line on either side of an action, in code points; a line may hold any number of actions.
    private static let longestSide = 1 << 9
    /// Words of one action that are looked at.
    private static let mostWords = 1 << 10

    private static func front(of action: Substring.Index, in line: Substring) -> Substring {
        Substring(line.unicodeScalars[..<action].suffix(longestSide))
    }

    private static func surroundings(of action: Substring.Index, in line: Substring) -> Substring {
        let before = line.unicodeScalars[..<action].suffix(longestSide)
        return line[before.startIndex..<line.unicodeScalars[action...].prefix(longestSide).endIndex]
    }

    /// The words of what is written directly before it, with a `/` between: of another action, or one that names a host.
    var wordsBeforeSlash: [Substring] {
        let front = Self.withoutBlanks(front)
        guard front.last == "/", !front.hasSuffix("//") else { return [] }
        let rest = Self.withoutBlanks(front.dropLast())
        if rest.hasSuffix("}}") {
            return rest.ranges(of: "{{").last.map { Self.words(rest[$0.upperBound...].dropLast(2)) } ?? []
        }
        let start = rest.lastIndex { " \t\"'`=".contains($0) }.map(rest.index(after:)) ?? rest.startIndex
        let literal = rest[start...]
        return HelmValueNames.namesHost("\(literal)/") && !literal.contains("//") ? ["\"\(literal)\""] : []
    }

    private static func withoutBlanks(_ text: Substring) -> Substring {
        text[..<(text.lastIndex { $0 != " " && $0 != "\t" }.map(text.index(after:)) ?? text.startIndex)]
    }

    private static func words(_ text: Substring) -> [Substring] {
        var words: [Substring] = []
        var rest = text
        while let first = rest.first {
            if first == "\"" || first == "`" {
                let end = rest.dropFirst().firstIndex(of: first) ?? rest.index(before: rest.endIndex)
                words.append(rest[...end])
                rest = rest[rest.index(after: end)...]
            } else if first == "(" || first == ")" || first == "|" || first == "," {
                words.append(rest.prefix(1))
                rest = rest.dropFirst()
            } else if first == " " || first == "\t" || first == "\r" {
                rest = rest.dropFirst()
            } else {
                let word = rest.prefix { !" \t\r()|,\"`".contains($0) }
                if word != "-" { words.append(word.hasPrefix("-") ? word.dropFirst() : word) }
                rest = rest.dropFirst(word.count)
            }
        }
        return words
    }
}
