/// The instructions of a Dockerfile: lines joined by the escape character, comments and here-documents left out.
struct DockerfileInstructions: Sequence, IteratorProtocol {
    /// An instruction's words, without the blanks and the joints between them.
    struct Instruction {
        let words: [Range<Int>]
    }

    private let bytes: [UInt8]
    private let escape: UInt8
    private var offset: Int

    init(_ bytes: [UInt8], from start: Int, escape: UInt8) {
        self.bytes = bytes
        self.escape = escape
        offset = start
    }

    mutating func next() -> Instruction? {
        while offset < bytes.count {
            var words: [Range<Int>] = []
            var isJoined = true
            var isTorn = false
            while isJoined, offset < bytes.count {
                let line = nextLine()
                // Comments and empty lines do not end an instruction.
                if isComment(line) || (!words.isEmpty && isEmpty(line)) { continue }
                isJoined = addWords(of: line, to: &words, &isTorn)
            }
            guard !words.isEmpty else { continue }
            skipHereDocuments(of: words)
            return Instruction(words: words)
        }
        return nil
    }

    /// Without its line break.
    private mutating func nextLine() -> Range<Int> {
        let start = offset
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        offset = end + 1
        return start..<(end > start && bytes[end - 1] == 0x0D ? end - 1 : end)
    }

    private func isComment(_ line: Range<Int>) -> Bool { bytes[line].first { $0 > 0x20 } == UInt8(ascii: "#") }

    private func isEmpty(_ line: Range<Int>) -> Bool { bytes[line].allSatisfy { $0 <= 0x20 } }

    /// - Parameter isTorn: whether the last word goes on where the line starts. Such a word keeps the joint in it: it is
    ///   shown as it stands and never written.
    /// - Returns: whether the line is joined with the next.
    private func addWords(of line: Range<Int>, to words: inout [Range<Int>], _ isTorn: inout Bool) -> Bool {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        let isJoined = end > line.lowerBound && bytes[end - 1] == escape
        if isJoined { end -= 1 }
        var offset = line.lowerBound
        while offset < end {
            let start = offset
            while offset < end, bytes[offset] > 0x20 { offset = afterByte(offset, end) }
            if isTorn, start == line.lowerBound, offset > start, let torn = words.popLast() {
                words.append(torn.lowerBound..<offset)
            } else if offset > start {
                words.append(start..<offset)
            }
            offset += 1
        }
        isTorn = isJoined && end > line.lowerBound && bytes[end - 1] > 0x20
        return isJoined
    }

    /// A template that somebody renders first may hold blanks and is one piece all the same.
    private func afterByte(_ offset: Int, _ end: Int) -> Int {
        guard bytes[offset] == UInt8(ascii: "{"), let template = TemplateSpan.end(at: offset, in: bytes[..<end]) else {
            return offset + 1
        }
        return template
    }

    /// `RUN <<EOF`, `COPY <<-"EOF" /x`: their text is no instruction.
    private mutating func skipHereDocuments(of words: [Range<Int>]) {
        let first = words.first { !equals($0, "ONBUILD") }
        guard let first, ["RUN", "COPY", "ADD"].contains(where: { equals(first, $0) }) else { return }
        for word in words {
            guard let (name, dropsTabs) = hereDocument(bytes[word]) else { continue }
            while offset < bytes.count {
                let line = bytes[nextLine()]
                if (dropsTabs ? line.drop { $0 == 0x09 } : line).elementsEqual(name) { break }
            }
        }
    }

    private func hereDocument(_ word: ArraySlice<UInt8>) -> (name: ArraySlice<UInt8>, dropsTabs: Bool)? {
        let rest = word.drop { (0x30...0x39).contains($0) }
        guard rest.starts(with: "<<".utf8), !rest.dropFirst(2).contains(UInt8(ascii: "<")) else { return nil }
        var name = rest.dropFirst(2)
        let dropsTabs = name.first == UInt8(ascii: "-")
        if dropsTabs { name = name.dropFirst() }
        if let quote = name.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            name = name.dropFirst().prefix { $0 != quote }
        }
        return name.isEmpty ? nil : (name, dropsTabs)
    }

    /// Whether a word is this instruction; their case does not matter.
    func equals(_ word: Range<Int>, _ name: String) -> Bool { bytes[word].isInstruction(name) }
}

extension ArraySlice<UInt8> {
    func isInstruction(_ name: String) -> Bool {
        elementsEqual(name.utf8) { $0 & (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A ? 0xDF : 0xFF) == $1 }
    }
}
