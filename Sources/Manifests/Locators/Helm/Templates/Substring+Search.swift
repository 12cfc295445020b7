extension Substring {
    /// Whether a word in lower case stands in it, in whatever case: asked for every action of a template.
    func holds(_ word: StaticString) -> Bool {
        utf8.withContiguousStorageIfAvailable { text in
            word.withUTF8Buffer { word in
                guard text.count >= word.count else { return false }
                return (0...(text.count - word.count)).contains { start in
                    word.indices.allSatisfy { word[$0] == text[start + $0].lowercased }
                }
            }
        } ?? lowercased().contains(word.description)
    }
}

extension UInt8 {
    /// Of letters of ASCII; all others as they are.
    fileprivate var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
