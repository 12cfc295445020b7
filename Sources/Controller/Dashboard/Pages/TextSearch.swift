/// Finds words in texts, whatever the case of ASCII letters; made for many thousand texts in one answer.
struct TextSearch {
    private let words: [[UInt8]]

    /// - Parameter text: words, all of which have to be found.
    init?(_ text: String?) {
        words = (text ?? "").split(separator: " ").map { Array($0.utf8).map(Self.lowered) }
        guard !words.isEmpty else { return nil }
    }

    /// Whether each word is in one of the texts.
    func finds(in texts: [String?]) -> Bool {
        for word in words {
            guard texts.contains(where: { $0.map { Self.finds(word, in: $0) } ?? false }) else { return false }
        }
        return true
    }

    /// Plain loops: this is what an answer about many thousand references takes most of its time for.
    private static func finds(_ word: [UInt8], in text: String) -> Bool {
        var text = text
        return word.withUnsafeBufferPointer { word in
            text.withUTF8 { bytes in
                var start = 0
                while start + word.count <= bytes.count {
                    var length = 0
                    while length < word.count, lowered(bytes[start + length]) == word[length] { length += 1 }
                    if length == word.count { return true }
                    start += 1
                }
                return false
            }
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
