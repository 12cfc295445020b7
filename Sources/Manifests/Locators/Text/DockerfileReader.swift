import ImageModel

/// Reads a Dockerfile for the images that it names.
struct DockerfileReader {
    private let bytes: [UInt8]
    private(set) var references: [TextReference] = []
    /// Names of the stages so far, in lower case.
    private var stages: Set<String> = []
    private var stageCount = 0
    /// The defaults of `ARG` in front of the first `FROM`, where a whole image may stand.
    private var defaults: [String: Range<Int>] = [:]
    /// Defaults that are known to be images, by their name, with the index of the reference.
    private var usedDefaults: [String: Int] = [:]

    /// Up to here each is compared with a name that is filled in; what people write stays far below.
    private static let mostStages = 1_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() {
        let head = DockerfileDirectives(bytes)
        if let syntax = head.syntax { references.append(TextReference(range: syntax, field: "syntax")) }
        for instruction in DockerfileInstructions(bytes, from: head.end, escape: head.escape) {
            read(instruction.words[...])
        }
    }

    private mutating func read(_ words: ArraySlice<Range<Int>>) {
        guard let name = words.first.map({ bytes[$0] }) else { return }
        let rest = words.dropFirst()
        if name.isInstruction("FROM") {
            readFrom(rest)
        } else if name.isInstruction("ARG"), stageCount == 0 {
            for word in rest { readDefault(word) }
        } else if name.isInstruction("COPY") || name.isInstruction("ADD") {
            readCopy(rest)
        } else if name.isInstruction("RUN") {
            readMounts(rest)
        } else if name.isInstruction("ONBUILD") {
            read(rest)
        }
    }

    /// `FROM [--platform=linux/amd64] image [AS name]`
    private mutating func readFrom(_ words: ArraySlice<Range<Int>>) {
        let flags = words.prefix { bytes[$0].starts(with: "--".utf8) }
        let platforms = flags.flatMap { flag in
            value(of: flag, after: "--platform=").map { DockerPlatform.parse(text($0)) } ?? []
        }
        let rest = words.dropFirst(flags.count)
        guard let image = rest.first.map(unquoted) else { return }
        defer {
            stageCount += 1
            if let name = rest.dropFirst(2).first, bytes[rest[rest.startIndex + 1]].isInstruction("AS") {
                stages.insert(text(name).lowercased())
            }
        }
        guard !isStage(image), text(image) != "scratch" else { return }
        addFrom(image, platforms)
    }

    private mutating func addFrom(_ image: Range<Int>, _ platforms: [Platform]) {
        guard let variable = DockerfileVariable(bytes[image]) else {
            references.append(TextReference(range: image, field: "FROM[\(stageCount)]", platforms: platforms))
            return
        }
        if let known = usedDefaults[variable.name] {
            references[known].platforms += platforms.filter { !references[known].platforms.contains($0) }
        } else if let range = defaults[variable.name] ?? variable.fallback, isStage(range) || text(range) == "scratch" {
            return
        } else if let range = defaults[variable.name] ?? variable.fallback, isWhole(range) {
            usedDefaults[variable.name] = references.count
            references.append(TextReference(range: range, field: "ARG \(variable.name)", platforms: platforms))
        } else {
            references.append(TextReference(range: image, field: "FROM[\(stageCount)]", platforms: platforms))
        }
    }

    private mutating func readDefault(_ word: Range<Int>) {
        guard let equals = bytes[word].firstIndex(of: UInt8(ascii: "=")) else { return }
        var value = unquoted((equals + 1)..<word.upperBound)
        if let inner = DockerfileVariable(bytes[value])?.fallback { value = unquoted(inner) }
        defaults[text(word.lowerBound..<equals)] = value.isEmpty ? nil : value
    }

    /// `COPY --from=image`; a number or a name is a stage.
    private mutating func readCopy(_ words: ArraySlice<Range<Int>>) {
        for flag in words.prefix(while: { bytes[$0].starts(with: "--".utf8) }) {
            guard let image = value(of: flag, after: "--from=") else { continue }
            add(source: image, "COPY --from")
        }
    }

    /// `RUN --mount=type=bind,from=image,…`
    private mutating func readMounts(_ words: ArraySlice<Range<Int>>) {
        for flag in words.prefix(while: { bytes[$0].starts(with: "--".utf8) }) {
            guard let mount = value(of: flag, after: "--mount=") else { continue }
            for part in bytes[mount].split(separator: UInt8(ascii: ",")) where part.starts(with: "from=".utf8) {
                add(source: unquoted((part.startIndex + 5)..<part.endIndex), "RUN --mount")
            }
        }
    }

    private mutating func add(source: Range<Int>, _ field: String) {
        let isNumber = bytes[source].allSatisfy { (0x30...0x39).contains($0) }
        guard !source.isEmpty, !isNumber, !isStage(source), text(source) != "scratch" else { return }
        var reference = TextReference(range: source, field: field)
        if isWord(source) { reference.kind = .unknownField }
        references.append(reference)
    }

    /// Whether a field of this name is one where a build context may be named.
    static func isSource(_ field: String) -> Bool {
        ["FROM[", "COPY --from", "RUN --mount"].contains { field.contains($0) }
    }

    /// A name without tag and path: a build context's that the command line gives, or an image's.
    private func isWord(_ source: Range<Int>) -> Bool { !bytes[source].contains { "/:@.$".utf8.contains($0) } }

    /// A name that is filled in, as in `builder-${TARGETARCH}`, is a stage's where one starts and ends like it.
    private func isStage(_ word: Range<Int>) -> Bool {
        let name = text(word).lowercased()
        if stages.contains(name) { return true }
        guard let dollar = name.firstIndex(of: "$"), dollar > name.startIndex, stages.count <= Self.mostStages else {
            return false
        }
        let end = name.lastIndex(of: "}").map { name[name.index(after: $0)...] } ?? ""
        return stages.contains { $0.hasPrefix(name[..<dollar]) && $0.hasSuffix(end) }
    }

    /// Whether a default is an image as it stands, with nothing left to be filled in.
    private func isWhole(_ range: Range<Int>) -> Bool {
        let text = text(range)
        return text != "scratch" && (try? ImageReference(parsing: text)) != nil
    }

    private func value(of flag: Range<Int>, after prefix: String) -> Range<Int>? {
        let word = bytes[flag]
        guard word.starts(with: prefix.utf8) else { return nil }
        return unquoted((flag.lowerBound + prefix.utf8.count)..<flag.upperBound)
    }

    private func unquoted(_ word: Range<Int>) -> Range<Int> {
        guard word.count >= 2, let first = bytes[word].first, first == bytes[word].last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        else { return word }
        return (word.lowerBound + 1)..<(word.upperBound - 1)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
