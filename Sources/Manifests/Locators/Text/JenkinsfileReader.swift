import ImageModel

/// Walks through the blocks and calls of a pipeline for the images that it names.
struct JenkinsfileReader {
    private let bytes: [UInt8]
    private(set) var references: [TextReference] = []
    /// Images that get a registry which stands elsewhere.
    private(set) var prefixed: [Int] = []

    /// An open block, or an open call.
    private struct Scope {
        let name: String
        let isCall: Bool
        let hasRegistry: Bool
        let firstReference: Int
        /// What stood in front of it, to go on with behind a call.
        let line: Line
    }

    private struct Line {
        /// The last word, and the one in front of it behind a dot.
        var word = ""
        var receiver = ""
        /// Whether nothing but `(` or a blank stands between the word and here.
        var awaitsArgument = false
        /// The name of an argument, with its colon read.
        var label = ""
        var isBehindDot = false
        /// What a block that opens on this line is called by.
        var head = ""
    }

    private var scopes: [Scope] = []
    private var line = Line()

    /// Scopes below this are not told apart.
    private static let deepest = 200

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() {
        for token in GroovyTokens(bytes) { read(token) }
        while !scopes.isEmpty { close() }
        references.removeAll { $0.range.isEmpty }
    }

    private mutating func read(_ token: GroovyTokens.Token) {
        switch token {
        case .word(let range): addWord(text(range))
        case .string(let range): addString(range)
        case .symbol(let byte): addSymbol(byte)
        case .lineBreak:
            if scopes.last?.isCall != true { line = Line() }
        }
    }

    private mutating func addWord(_ word: String) {
        line.receiver = line.isBehindDot ? line.word : ""
        line.word = word
        line.awaitsArgument = true
        line.isBehindDot = false
        line.label = ""
        if line.head.isEmpty || word == "withRegistry" { line.head = word }
    }

    private mutating func addSymbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "."):
            line.isBehindDot = true
            // `docker.image('x').inside {` is no block of the name `docker`.
            if line.head == line.word { line.head += "." }
        case UInt8(ascii: ":"):
            line.label = line.word
            line.awaitsArgument = false
        case UInt8(ascii: "("): open(isCall: true)
        case UInt8(ascii: "{"): open(isCall: false)
        case UInt8(ascii: ")"), UInt8(ascii: "}"): close()
        case UInt8(ascii: "["): break
        case UInt8(ascii: ","), UInt8(ascii: ";"): line = byte == UInt8(ascii: ";") ? Line() : argument
        default:
            line.awaitsArgument = false
            line.label = ""
        }
    }

    /// The next argument of the same call.
    private var argument: Line {
        var next = Line()
        next.head = line.head
        return next
    }

    private mutating func open(isCall: Bool) {
        let name = isCall ? (line.receiver.isEmpty ? line.word : "\(line.receiver).\(line.word)") : line.head
        guard scopes.count < Self.deepest else { return }
        scopes.append(
            Scope(
                name: name, isCall: isCall, hasRegistry: !isCall && name == "withRegistry",
                firstReference: references.count, line: line))
        line = Line()
        if isCall { line.awaitsArgument = true }
    }

    private mutating func close() {
        guard let scope = scopes.popLast() else {
            line = Line()
            return
        }
        line = scope.isCall ? scope.line : Line()
        line.awaitsArgument = false
    }

    private mutating func addString(_ range: Range<Int>) {
        defer {
            line.awaitsArgument = false
            line.label = ""
        }
        if isRegistry(range) { return prefixAgent() }
        if let field = field(of: range) {
            isPrefixed(range) ? prefixed.append(range.lowerBound) : add(range, field)
        } else if isCommand {
            for command in CommandLineReferences.ranges(in: bytes[range]) {
                references.append(TextReference(range: command, field: call, kind: .commandLine))
            }
        } else if isManifest(range) {
            for image in EmbeddedImages.ranges(in: bytes[range]) { add(image, "\(path)yaml.image") }
        }
    }

    private mutating func add(_ range: Range<Int>, _ field: String) {
        guard !bytes[range].contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "\\") }) else { return }
        references.append(TextReference(range: range, field: field))
    }

    /// The call whose argument is read.
    private var call: String { scopes.last.flatMap { $0.isCall ? $0.name : nil } ?? line.word }
    private var block: String { scopes.last { !$0.isCall }?.name ?? "" }

    /// The names of the blocks around, each with a dot behind it.
    private var path: String {
        let names = scopes.filter { !$0.isCall && Self.kept.contains($0.name) }.map(\.name).suffix(Self.mostNames)
        return names.map { "\($0)." }.joined()
    }

    private static let mostNames = 8
    private static let kept: Set<String> = ["agent", "docker", "kubernetes", "podTemplate", "containerTemplate"]

    /// What a string is, where it is an image.
    private func field(of range: Range<Int>) -> String? {
        guard !range.isEmpty, mayBeName(range) else { return nil }
        let isFirst = line.awaitsArgument && line.label.isEmpty
        switch (call, line.label) {
        case ("docker.image", "") where isFirst: return "\(path)docker.image"
        case ("image", "") where isFirst && ["docker", "containerTemplate"].contains(block): return "\(path)image"
        case ("docker", "") where isFirst && block == "agent": return "\(path)docker"
        case ("containerTemplate", "image"): return "\(path)containerTemplate.image"
        case ("docker", "image") where block == "agent": return "\(path)docker.image"
        case (_, "image") where hasVersion(range): return "\(path)image"
        default: return nil
        }
    }

    private func mayBeName(_ range: Range<Int>) -> Bool {
        !bytes[range].contains { $0 <= 0x20 } && !text(range).contains("://")
    }

    private func hasVersion(_ range: Range<Int>) -> Bool {
        let text = text(range)
        if text.contains("$") { return text.contains(":") || text.contains("/") }
        guard let reference = try? ImageReference(parsing: text) else { return false }
        return reference.tag != nil || reference.digest != nil
    }

    private var isCommand: Bool { ["sh", "bat", "powershell", "pwsh", "script"].contains(call) }

    /// The manifest of a pod.
    private func isManifest(_ range: Range<Int>) -> Bool {
        guard call == "yaml" || line.label == "yaml" || line.label == "defaultContainer" || line.word == "yaml" else {
            return bytes[range].contains(0x0A) && text(range).contains("kind: Pod")
        }
        return bytes[range].contains(0x0A)
    }

    /// `registryUrl` of an agent, whose images stand in the same block.
    private func isRegistry(_ range: Range<Int>) -> Bool {
        !range.isEmpty && block == "docker" && call == "registryUrl"
    }

    private mutating func prefixAgent() {
        guard let index = scopes.lastIndex(where: { !$0.isCall }) else { return }
        let scope = scopes[index]
        // What follows in the block is told apart where it is read.
        guard !scope.hasRegistry else { return }
        scopes[index] = Scope(
            name: scope.name, isCall: false, hasRegistry: true, firstReference: scope.firstReference, line: scope.line)
        let inside = references[scope.firstReference...]
        prefixed += inside.filter { !hasHost($0.range) }.map(\.range.lowerBound)
        references.replaceSubrange(scope.firstReference..., with: inside.filter { hasHost($0.range) })
    }

    private func isPrefixed(_ range: Range<Int>) -> Bool { scopes.contains(where: \.hasRegistry) && !hasHost(range) }

    private func hasHost(_ range: Range<Int>) -> Bool {
        let host = bytes[range].prefix { $0 != UInt8(ascii: "/") }
        return host.count < range.count && host.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
