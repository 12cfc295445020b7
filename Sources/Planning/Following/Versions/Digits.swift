/// Numbers of any length, as decimal digits; some have a fraction behind a point.
enum Digits {
    /// Whether one number is less than another: zeros that do not count aside.
    static func precede(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
        let (left, right) = (parts(String(a)), parts(String(b)))
        guard left.whole == right.whole else {
            let isShorter = left.whole.count < right.whole.count
            return left.whole.count == right.whole.count ? left.whole.lexicographicallyPrecedes(right.whole) : isShorter
        }
        return left.fraction.lexicographicallyPrecedes(right.fraction)
    }

    /// Whether a text is such a number.
    static func stand(in text: String) -> Bool {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIDigit) }
    }

    private static func parts(_ text: String) -> (whole: [UInt8], fraction: ArraySlice<UInt8>) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? Array(parts[1].utf8)[...] : []
        let end = fraction.lastIndex { $0 != UInt8(ascii: "0") }.map { $0 + 1 } ?? fraction.startIndex
        return (significant(parts[0]), fraction[..<end])
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
