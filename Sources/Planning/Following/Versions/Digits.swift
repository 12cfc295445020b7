/// Whole numbers of any length, as decimal digits.
enum Digits {
    /// Whether one number is less than another, leading zeros aside.
    static func precede(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
        let (a, b) = (significant(a), significant(b))
        return a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
    }

    /// Without leading zeros: equal numbers are equal.
    static func significant(_ text: some StringProtocol) -> [UInt8] {
        Array(text.utf8.drop { $0 == UInt8(ascii: "0") })
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isASCIIAlphanumeric: Bool {
        isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}
