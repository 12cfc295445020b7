/// A pattern as it is nested.
indirect enum PatternNode {
    case bytes(ByteSet)
    case sequence([PatternNode])
    /// The first that leads on is taken.
    case alternatives([PatternNode])
    case repeated(PatternNode, from: Int, to: Int?, isGreedy: Bool)
    case group(PatternNode, number: Int)
    case start
    case end
}

/// A set of ASCII characters.
struct ByteSet: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ bytes: some Sequence<UInt8> = []) {
        for byte in bytes { insert(byte) }
    }

    init(where isMember: (UInt8) -> Bool) {
        self.init((0..<0x80).filter(isMember))
    }

    mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
    }

    mutating func formUnion(_ other: ByteSet) {
        low |= other.low
        high |= other.high
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }

    var inverted: ByteSet {
        var set = self
        set.low = ~low
        set.high = ~high
        return set
    }

    static let any = ByteSet().inverted
    static let digits = ByteSet(where: \.isASCIIDigit)
    static let words = ByteSet { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") }
    static let spaces = ByteSet(" \t\n\r\u{c}".utf8)
}
