/// The parser directives at the top of a Dockerfile: comments `# key=value` in front of everything else, each at most once
/// (Docker, "Parser directives").
struct DockerfileDirectives {
    /// The image of the frontend that reads the file.
    private(set) var syntax: Range<Int>?
    private(set) var escape = UInt8(ascii: "\\")
    /// Where the directives end.
    private(set) var end = 0

    init(_ bytes: [UInt8]) {
        while end < bytes.count {
            let line = end..<(bytes[end...].firstIndex(of: 0x0A) ?? bytes.count)
            guard let (key, value) = Self.directive(bytes, line) else { return }
            if bytes[key].isInstruction("SYNTAX"), !value.isEmpty {
                syntax = syntax ?? value
            } else if bytes[key].isInstruction("ESCAPE"), value.count == 1 {
                escape = bytes[value.lowerBound]
            }
            end = min(line.upperBound + 1, bytes.count)
        }
    }

    private static func directive(_ bytes: [UInt8], _ line: Range<Int>) -> (key: Range<Int>, value: Range<Int>)? {
        let comment = trimmed(bytes, line)
        guard bytes[comment].first == UInt8(ascii: "#"), let equals = bytes[comment].firstIndex(of: UInt8(ascii: "="))
        else { return nil }
        let key = trimmed(bytes, (comment.lowerBound + 1)..<equals)
        let isWord = bytes[key].allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        guard !key.isEmpty, isWord else { return nil }
        return (key, trimmed(bytes, (equals + 1)..<comment.upperBound))
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        guard let first = bytes[range].firstIndex(where: { $0 > 0x20 }),
            let last = bytes[range].lastIndex(where: { $0 > 0x20 })
        else { return range.lowerBound..<range.lowerBound }
        return first..<(last + 1)
    }
}
