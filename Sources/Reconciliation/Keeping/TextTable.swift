/// Texts by numbers, each text once; 0 is none.
struct TextTable {
    private var numbers: [String: Int] = [:]
    private var content = ByteWriter()

    mutating func number(of text: String?) -> Int {
        guard let text else { return 0 }
        if let number = numbers[text] { return number }
        numbers[text] = numbers.count + 1
        content.text(text)
        return numbers.count
    }

    var bytes: [UInt8] {
        var head = ByteWriter()
        head.number(numbers.count)
        return head.bytes + content.bytes
    }

    /// The texts by their numbers.
    static func read(_ reader: inout ByteReader) -> [String?]? {
        guard let count = reader.number() else { return nil }
        var texts: [String?] = [nil]
        for _ in 0..<count {
            guard let text = reader.text() else { return nil }
            texts.append(text)
        }
        return texts
    }
}
