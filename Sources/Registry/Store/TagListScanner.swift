import ImageModel

/// Reads `{"name":…,"tags":[…]}` (distribution-spec, "Content Discovery") as its bytes come, so that a list that a
/// registry sends in one piece takes no more memory than one in pages.
///
/// docker-registry 2.8.2 ignores `n` and sends all at once. What stands under other keys is passed over.
struct TagListScanner {
    /// What came is no list of tags.
    struct Malformed: Error {}

    private var containers: [Container] = []
    private var text: [UInt8]?
    private var escaping = Escaping.none
    private var expectsKey = false
    private var key: [UInt8] = []
    private var isOver = false
    /// Tags found and not yet taken.
    private var tags: [ImageTag] = []

    private enum Container { case object, array, tags }
    private enum Escaping: Equatable {
        case none, begun
        case unicode([UInt8])
    }

    /// A tag has at most 128 bytes; a longer text is none, and only its beginning is kept.
    private static let longestText = 129
    private static let deepest = 64

    /// Whether the whole list was read.
    var isComplete: Bool { isOver }

    /// The tags found since the last call.
    mutating func take() -> [ImageTag] {
        defer { tags = [] }
        return tags
    }

    mutating func read(_ bytes: [UInt8]) throws(Malformed) {
        var rest = bytes[...]
        while let byte = rest.first {
            if text != nil, escaping == .none {
                // Most of a list is the insides of texts.
                let plain = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
                append(plain)
                rest = rest[plain.endIndex...]
                guard let mark = rest.popFirst() else { return }
                if mark == UInt8(ascii: "\"") { end() } else { escaping = .begun }
                continue
            }
            rest.removeFirst()
            if text == nil { try structure(byte) } else { try escaped(byte) }
        }
    }

    private mutating func structure(_ byte: UInt8) throws(Malformed) {
        let character = UnicodeScalar(byte)
        if character == " " || character == "\n" || character == "\r" || character == "\t" { return }
        guard !isOver, !containers.isEmpty || character == "{" else { throw Malformed() }
        switch character {
        case "\"": text = []
        case "{", "[": try open(character)
        case "}", "]": try close(character)
        case ",": expectsKey = containers.last == .object
        case ":": expectsKey = false
        default:
            // A number or a word; in the list there are texts alone.
            guard containers.last != .tags else { throw Malformed() }
        }
    }

    private mutating func open(_ character: UnicodeScalar) throws(Malformed) {
        guard containers.last != .tags, containers.count < Self.deepest else { throw Malformed() }
        let isList = character == "[" && containers.count == 1 && Array("tags".utf8) == key
        containers.append(character == "{" ? .object : isList ? .tags : .array)
        expectsKey = character == "{"
    }

    private mutating func close(_ character: UnicodeScalar) throws(Malformed) {
        let container = containers.popLast()
        guard (container == .object) == (character == "}") else { throw Malformed() }
        expectsKey = false
        isOver = containers.isEmpty
    }

    private mutating func escaped(_ byte: UInt8) throws(Malformed) {
        switch escaping {
        case .begun:
            escaping = byte == UInt8(ascii: "u") ? .unicode([]) : .none
            if escaping == .none { append([Self.meaning(byte)]) }
        case .unicode(let digits):
            let digits = digits + [byte]
            escaping = digits.count < 4 ? .unicode(digits) : .none
            guard digits.count == 4 else { return }
            guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { throw Malformed() }
            // Tags are ASCII: what is not makes the text no tag.
            append([value < 0x80 ? UInt8(value) : 0xFF])
        case .none: break
        }
    }

    private static func meaning(_ escaped: UInt8) -> UInt8 {
        "\"\\/".utf8.contains(escaped) ? escaped : UInt8(ascii: " ")
    }

    private mutating func append(_ bytes: some Collection<UInt8>) {
        guard let count = text?.count else { return }
        text?.append(contentsOf: bytes.prefix(Self.longestText - count))
    }

    private mutating func end() {
        let found = text ?? []
        text = nil
        if containers.last == .tags {
            if let tag = ImageTag(String(decoding: found, as: UTF8.self)) { tags.append(tag) }
        } else if expectsKey, containers.count == 1 {
            key = found
        }
    }
}
