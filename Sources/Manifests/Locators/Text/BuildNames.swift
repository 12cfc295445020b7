/// What the command lines of a script build, and the contexts that they build it with: `docker build -t app:dev
/// --build-context src=../src .`
struct BuildNames {
    private let bytes: ArraySlice<UInt8>
    private var names = OwnNames()

    private var lookups = 0

    private static let longestName = 64
    /// Each costs a pass over the text; what people write stays far below.
    private static let mostLookups = 100

    static func names(in bytes: ArraySlice<UInt8>) -> OwnNames {
        guard bytes.firstRange(of: " build ".utf8) != nil else { return OwnNames() }
        var reader = BuildNames(bytes)
        for line in CommandLines(bytes) { reader.read(line) }
        return reader.names
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    private mutating func read(_ line: Range<Int>) {
        guard bytes[line].firstRange(of: " build ".utf8) != nil, ContainerCommand.mayStand(in: bytes[line]) else {
            return
        }
        let end = CommandLines.commentStart(in: bytes, line) ?? line.upperBound
        let code = line.lowerBound..<end
        read(ShellLine.words(in: bytes, code))
        // A command that a variable holds: `BUILD="docker build …"`.
        guard let quote = bytes[code].firstIndex(of: UInt8(ascii: "\"")), quote > code.lowerBound,
            bytes[quote - 1] == UInt8(ascii: "="), bytes[(quote + 1)...].starts(with: "docker".utf8),
            let last = bytes[code].lastIndex(of: UInt8(ascii: "\"")), last > quote
        else { return }
        read(ShellLine.words(in: bytes, (quote + 1)..<last))
    }

    private mutating func read(_ words: [ShellLine.Word]) {
        for command in words.split(whereSeparator: { $0.count == 1 && ShellLine.isSeparator(bytes[$0.lowerBound]) }) {
            read(command.map { String(decoding: bytes[$0], as: UTF8.self) })
        }
    }

    private mutating func read(_ words: [String]) {
        guard let verb = words.firstIndex(of: "build") else { return }
        for (position, word) in words.enumerated().dropFirst(verb + 1) {
            let equals = word.firstIndex(of: "=")
            let option = equals.map { String(word[..<$0]) } ?? word
            let value = equals.map { String(word[word.index(after: $0)...]) }
            let next = position + 1 < words.count ? words[position + 1] : nil
            switch option {
            case "-t": add(image: next)
            case "--tag": add(image: value ?? next)
            case "--build-context": names.add(context: value ?? next)
            default: continue
            }
        }
    }

    private mutating func add(image: String?) {
        guard let image else { return }
        let variable = image.drop { "${(".contains($0) }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = image.drop { "${(".contains($0) }.dropFirst(variable.count)
        if image.hasPrefix("$"), lookups < Self.mostLookups, rest.allSatisfy({ "})".contains($0) }) {
            lookups += 1
            if let value = value(of: String(variable)) { names.add(image: value) }
        } else {
            names.add(image: image)
        }
    }

    /// What a line of its own gives to a variable: `IMG ?= controller:latest`.
    private func value(of variable: String) -> String? {
        guard !variable.isEmpty, variable.utf8.count < Self.longestName else { return nil }
        for line in CommandLines(bytes) where bytes[line].starts(with: variable.utf8) {
            let rest = bytes[line].dropFirst(variable.utf8.count).drop { $0 == 0x20 || "?:".utf8.contains($0) }
            guard rest.first == UInt8(ascii: "=") else { continue }
            let value = rest.dropFirst().drop { $0 == 0x20 }.prefix { $0 > 0x20 }
            return String(decoding: value.filter { !"\"'".utf8.contains($0) }, as: UTF8.self)
        }
        return nil
    }
}
