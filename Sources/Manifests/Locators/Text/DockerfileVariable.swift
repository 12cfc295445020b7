/// A word that is a variable as a whole: `$X`, `${X}`, `${X:-default}`.
struct DockerfileVariable {
    let name: String
    /// The default that stands in the word itself.
    let fallback: Range<Int>?

    init?(_ word: ArraySlice<UInt8>) {
        guard word.first == UInt8(ascii: "$"), word.count > 1 else { return nil }
        let isBraced = word.dropFirst().first == UInt8(ascii: "{")
        guard !isBraced || word.last == UInt8(ascii: "}") else { return nil }
        let inner = isBraced ? word.dropFirst(2).dropLast() : word.dropFirst()
        let name = inner.prefix(while: \.isNameByte)
        guard !name.isEmpty else { return nil }
        self.name = String(decoding: name, as: UTF8.self)
        let rest = inner[name.endIndex...]
        if rest.isEmpty {
            fallback = nil
        } else if isBraced, rest.starts(with: ":-".utf8), !rest.contains(UInt8(ascii: "$")) {
            fallback = (rest.startIndex + 2)..<rest.endIndex
        } else if isBraced, rest.starts(with: "-".utf8), !rest.contains(UInt8(ascii: "$")) {
            fallback = (rest.startIndex + 1)..<rest.endIndex
        } else {
            return nil
        }
    }
}
