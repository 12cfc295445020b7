import ImageModel
import YAMLSource

/// Jsonnet and its libraries, CUE, Starlark of pipelines and packages (Drone, Kurtosis) and Bicep: string literals that are
/// plainly references, by their host or by the field's name. What is made of them is another program's to say, so they are
/// written only where command lines are.
struct JsonnetLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.ends(with: ".jsonnet") || path.ends(with: ".libsonnet") || path.ends(with: ".star")
            || path.ends(with: ".bicep") || path.ends(with: ".cue")
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        let bytes = file.text.payload
        // Disks of machines are images too in Bicep.
        let takesNames = !file.path.ends(with: ".bicep")
        let comments: [StaticString] = file.path.ends(with: ".star") ? [] : ["//"]
        // `#` starts the name of a definition in CUE.
        let hasHashes = !file.path.ends(with: ".cue")
        let references = JsonnetStrings(bytes, lineComments: comments, hasHashes: hasHashes).compactMap {
            literal -> TextReference? in
            let text = bytes[literal.range]
            let isSpelledOut = ReferenceScanner.references(in: text).first == 0..<text.count
            guard !literal.isJoined,
                isSpelledOut || literal.isNamedImage && LooseImage.isImage(text, tagged: literal.isDefault)
                    || takesNames && literal.isImage(text)
            else { return nil }
            return TextReference(range: literal.range, field: "string", kind: .commandLine)
        }
        file.report(references, comments: comments.map(\.description) + ["#"], to: &scan)
    }
}

/// The string literals of a file in Jsonnet (Jsonnet, "Specification", Lexing).
struct JsonnetStrings: Sequence, IteratorProtocol {
    struct Literal {
        /// Without its quotes.
        let range: Range<Int>
        /// Whether it is the value of a field or a local whose name ends with `image`.
        let isNamedImage: Bool
        /// Whether it is the value of a field `image` and nothing else is.
        let isImageField: Bool
        /// Whether a `*` makes it the value of a parameter unless another is given, as CUE does; its tag may be another's.
        let isDefault: Bool
        /// Whether a `+` or a `%` makes it a piece of another.
        let isJoined: Bool

        /// A name that needs neither host nor tag to be told: `image: 'bitnami/mariadb'`.
        fileprivate func isImage(_ text: ArraySlice<UInt8>) -> Bool {
            guard isImageField, let reference = try? ImageReference(parsing: String(decoding: text, as: UTF8.self))
            else {
                return false
            }
            return !HelmValueNames.isPicture(reference.spelledName)
        }
    }

    private let bytes: [UInt8]
    private var offset = 0
    /// The last word in front, and whether only `:`, `=` or `+` follow it.
    private var word = 0..<0
    private var isBehindName = false

    private let lineComments: [StaticString]
    private let hasHashes: Bool

    /// - Parameters:
    ///   - lineComments: what starts a comment up to the end of its line, beside `#`; Starlark divides by `//`.
    ///   - hasHashes: whether `#` starts one as well.
    init(_ bytes: [UInt8], lineComments: [StaticString] = ["//"], hasHashes: Bool = true) {
        self.bytes = bytes
        self.lineComments = lineComments
        self.hasHashes = hasHashes
    }

    mutating func next() -> Literal? {
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if let literal = string(byte) { return literal }
            case UInt8(ascii: "#") where hasHashes: skipLine()
            case UInt8(ascii: "/") where lineComments.contains(where: follows): skipLine()
            case UInt8(ascii: "/") where follows("/*"): skip(to: "*/")
            case UInt8(ascii: "|") where follows("|||"): skip(to: "|||")
            case _ where Self.isWordByte(byte): readWord()
            default:
                // A `*` marks the one of several values that counts, in CUE.
                if byte > 0x20, !":=+*".utf8.contains(byte) { isBehindName = false }
                offset += 1
            }
        }
        return nil
    }

    private mutating func readWord() {
        let end = bytes[offset...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
        word = offset..<end
        isBehindName = true
        offset = end
    }

    /// A string in front of a colon is a field's name.
    private mutating func string(_ quote: UInt8) -> Literal? {
        let start = offset + 1
        var end = start
        while end < bytes.count, bytes[end] != quote, bytes[end] != 0x0A {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        end = Swift.min(end, bytes.count)
        offset = Swift.min(end + 1, bytes.count)
        let name = isBehindName ? bytes[word] : []
        let isField =
            name.elementsEqual("image".utf8) && bytes[word.upperBound..<(start - 1)].contains(UInt8(ascii: ":"))
        let isJoined = isJoined(start - 1, offset)
        let isDefault = bytes[..<(start - 1)].last { $0 > 0x20 } == UInt8(ascii: "*")
        word = start..<end
        isBehindName = true
        guard start < end, !bytes[start..<end].contains(UInt8(ascii: "\\")) else { return nil }
        return Literal(
            range: start..<end, isNamedImage: name.suffix(4).elementsEqual("mage".utf8),
            isImageField: isField && !isDefault, isDefault: isDefault, isJoined: isJoined)
    }

    /// Whether `+` stands before a string, or `+` or `%` behind it; the `+:` of a field is none.
    private func isJoined(_ start: Int, _ end: Int) -> Bool {
        if bytes[..<start].last(where: { $0 > 0x20 }) == UInt8(ascii: "+") { return true }
        return bytes[end...].first { $0 > 0x20 }.map("+%".utf8.contains) ?? false
    }

    private mutating func skipLine() { offset = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count }

    private mutating func skip(to mark: StaticString) {
        let mark = Array(mark.description.utf8)
        offset += mark.count
        while offset < bytes.count, !bytes[offset...].starts(with: mark) { offset += 1 }
        offset = Swift.min(offset + mark.count, bytes.count)
    }

    private func follows(_ mark: StaticString) -> Bool { bytes[offset...].starts(with: Array(mark.description.utf8)) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
