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
        words.allSatisfy { word in texts.contains { $0.map { Self.finds(word, in: $0) } ?? false } }
    }

    private static func finds(_ word: [UInt8], in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= word.count else { return false }
            return (0...(bytes.count - word.count)).contains { start in
                word.indices.allSatisfy { lowered(bytes[start + $0]) == word[$0] }
            }
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }
}
