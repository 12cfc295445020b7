/// Reads a pattern's text; see ``TagPattern`` for what it may say.
struct PatternReader {
    /// Groups inside groups; the reader and the compiler call themselves so deep.
    private static let deepest = 20
    private static let mostRepetitions = 1_000

    private let text: String
    private var rest: ArraySlice<UInt8>
    private var depth = 0
    /// The names of the groups that capture; `nil` for one without a name.
    private(set) var groups: [String?] = []

    init(_ text: String) {
        self.text = text
        rest = Array(text.utf8)[...]
    }

    mutating func pattern() throws(PatternError) -> PatternNode {
        let node = try alternatives()
        guard rest.isEmpty else { throw error("')' closes nothing") }
        return node
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let byte = rest.first, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            nodes.append(try repeated(try atom()))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let byte = rest.popFirst() else { throw error("it ends too early") }
        switch UnicodeScalar(byte) {
        case "^": return .start
        case "$": return .end
        case ".": return .bytes(.any)
        case "(": return try group()
        case "[": return .bytes(try characterClass())
        case "\\": return .bytes(try escape())
        case "*", "+", "?", "{", "}": throw error("there is nothing that '\(UnicodeScalar(byte))' repeats")
        default: return .bytes(ByteSet([byte]))
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error("groups are nested deeper than \(Self.deepest)") }
        var number: Int?
        if take("?") {
            if !take(":") { number = try open(try groupName()) }
        } else {
            number = try open(nil)
        }
        let inner = try alternatives()
        guard take(")") else { throw error("a ')' is missing") }
        return number.map { .group(inner, number: $0) } ?? inner
    }

    private mutating func open(_ name: String?) throws(PatternError) -> Int {
        if let name, groups.contains(name) { throw error("two groups are called '\(name)'") }
        groups.append(name)
        return groups.count
    }

    /// `(?P<name>…)` and `(?<name>…)`.
    private mutating func groupName() throws(PatternError) -> String {
        let isNamed = take("P<") || take("<")
        let name = String(decoding: rest.prefix { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") }, as: UTF8.self)
        rest = rest.dropFirst(name.utf8.count)
        guard isNamed, !name.isEmpty, take(">") else {
            throw error("after '(?' only ':', 'P<name>' and '<name>' are known")
        }
        return name
    }

    private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
        guard let byte = rest.first else { return node }
        let bounds: (from: Int, to: Int?)
        switch UnicodeScalar(byte) {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{": bounds = try counts()
        default: return node
        }
        if byte != UInt8(ascii: "{") { rest.removeFirst() }
        let isGreedy = !take("?")
        if let next = rest.first, "*+?{".utf8.contains(next) { throw error("a repetition is repeated") }
        return .repeated(node, from: bounds.from, to: bounds.to, isGreedy: isGreedy)
    }

    /// `{2}`, `{2,}` and `{2,5}`.
    private mutating func counts() throws(PatternError) -> (Int, Int?) {
        guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else { throw error("a '}' is missing") }
        let inner = String(decoding: rest[rest.startIndex..<close].dropFirst(), as: UTF8.self)
        rest = rest[(close + 1)...]
        let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        let isOpen = parts.count == 2 && parts[1].isEmpty
        let numbers = (isOpen ? parts.dropLast() : parts[...]).compactMap { Int($0) }
        guard numbers.count == (isOpen ? 1 : parts.count), (1...2).contains(numbers.count), let from = numbers.first,
            numbers.allSatisfy({ (0...Self.mostRepetitions).contains($0) }), from <= numbers[numbers.count - 1]
        else { throw error("'{\(inner)}' is no number of repetitions") }
        return (from, isOpen ? nil : numbers[numbers.count - 1])
    }

    private mutating func characterClass() throws(PatternError) -> ByteSet {
        var set = ByteSet()
        let isInverted = take("^")
        var isFirst = true
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]"), !isFirst { return isInverted ? set.inverted : set }
            isFirst = false
            guard byte != UInt8(ascii: "\\") else {
                set.formUnion(try escape())
                continue
            }
            guard byte != UInt8(ascii: "[") || rest.first != UInt8(ascii: ":") else {
                throw error("classes such as [:alpha:] are not known")
            }
            let last = try rangeEnd() ?? byte
            guard byte <= last else { throw error("a range of characters runs backwards") }
            set.formUnion(ByteSet(byte...last))
        }
        throw error("a ']' is missing")
    }

    private mutating func rangeEnd() throws(PatternError) -> UInt8? {
        let ahead = Array(rest.prefix(2))
        guard ahead.count == 2, ahead[0] == UInt8(ascii: "-"), ahead[1] != UInt8(ascii: "]") else { return nil }
        guard ahead[1] != UInt8(ascii: "\\") else { throw error("a range of characters ends with an escape") }
        rest = rest.dropFirst(2)
        return ahead[1]
    }

    private mutating func escape() throws(PatternError) -> ByteSet {
        guard let byte = rest.popFirst() else { throw error("it ends with '\\'") }
        switch UnicodeScalar(byte) {
        case "d": return .digits
        case "D": return ByteSet.digits.inverted
        case "w": return .words
        case "W": return ByteSet.words.inverted
        case "s": return .spaces
        case "S": return ByteSet.spaces.inverted
        default:
            guard !byte.isASCIIAlphanumeric else { throw error("'\\\(UnicodeScalar(byte))' is not known") }
            return ByteSet([byte])
        }
    }

    private mutating func take(_ word: String) -> Bool {
        guard rest.starts(with: word.utf8) else { return false }
        rest = rest.dropFirst(word.utf8.count)
        return true
    }

    private func error(_ what: String) -> PatternError { PatternError("the pattern '\(text)': \(what)") }
}
