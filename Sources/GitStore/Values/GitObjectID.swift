/// The id of a git object: a SHA-1 of 20 bytes, written as 40 lower-case hexadecimal digits.
package struct GitObjectID: Hashable, Sendable {
    let high: UInt64
    let middle: UInt64
    let low: UInt32

    package static let byteCount = 20

    /// What git writes where there is no object, such as the old value of a new branch.
    package static let zero = GitObjectID(high: 0, middle: 0, low: 0)

    init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// `nil` unless there are exactly 20 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        func number<T: FixedWidthInteger>(_ part: some Sequence<UInt8>) -> T {
            part.reduce(0) { $0 << 8 | T($1) }
        }
        high = number(bytes.prefix(8))
        middle = number(bytes.dropFirst(8).prefix(8))
        low = number(bytes.dropFirst(16))
    }

    /// The same for the ids of a file that holds thousands of them.
    package init?(slice: ArraySlice<UInt8>) {
        guard slice.count == Self.byteCount else { return nil }
        var (high, middle, low): (UInt64, UInt64, UInt32) = (0, 0, 0)
        for index in slice.startIndex..<slice.startIndex + 8 { high = high << 8 | UInt64(slice[index]) }
        for index in slice.startIndex + 8..<slice.startIndex + 16 { middle = middle << 8 | UInt64(slice[index]) }
        for index in slice.startIndex + 16..<slice.endIndex { low = low << 8 | UInt32(slice[index]) }
        self.init(high: high, middle: middle, low: low)
    }

    /// `nil` unless the text is 40 hexadecimal digits, of either case.
    package init?(_ hex: some StringProtocol) {
        let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 40, hex.utf8.count == 40 else { return nil }
        self.init(bytes: stride(from: 0, to: 40, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }

    package var bytes: [UInt8] {
        func split(_ number: some FixedWidthInteger) -> [UInt8] {
            stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        return split(high) + split(middle) + split(low)
    }

    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The first seven digits, for people.
    package var short: String { String(hex.prefix(7)) }

    package var isZero: Bool { self == .zero }
}

extension GitObjectID: CustomStringConvertible {
    package var description: String { hex }
}

extension GitObjectID: Comparable {
    package static func < (a: GitObjectID, b: GitObjectID) -> Bool {
        (a.high, a.middle, a.low) < (b.high, b.middle, b.low)
    }
}
