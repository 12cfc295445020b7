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

    var bytes: [UInt8] { bytes(before: []) }

    /// With what is told by their numbers behind them.
    func bytes(before content: [UInt8]) -> [UInt8] {
        var all = ByteWriter()
        all.bytes.reserveCapacity(self.content.bytes.count + content.count + 10)
        all.number(numbers.count)
        all.bytes += self.content.bytes
        all.bytes += content
        return all.bytes
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
