/// When an image was made, as its config says (RFC 3339), to the nanosecond.
package struct CreationTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    /// Since 1970-01-01T00:00:00Z.
    private let seconds: Int
    private let nanoseconds: Int

    /// `nil` for what is no RFC 3339, and for times up to the first days of 1980, which builds that are to be the same
    /// every time put there: they say nothing.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40, let day = Self.day(bytes), let time = Self.time(bytes) else {
            return nil
        }
        var rest = bytes[19...]
        guard let nanoseconds = Self.fraction(&rest), let offset = Self.offset(rest) else { return nil }
        let seconds = day * 86_400 + time - offset
        guard seconds > Self.reproducible else { return nil }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        description = text
    }

    private static let reproducible = 3_653 * 86_400

    package static func < (a: CreationTime, b: CreationTime) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }

    /// Two spellings of one moment are equal.
    package static func == (a: CreationTime, b: CreationTime) -> Bool {
        (a.seconds, a.nanoseconds) == (b.seconds, b.nanoseconds)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(seconds)
        hasher.combine(nanoseconds)
    }
}

extension CreationTime {
    private static func number(_ bytes: some Collection<UInt8>) -> Int? {
        bytes.allSatisfy(isDigit) ? Int(String(decoding: bytes, as: UTF8.self)) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func day(_ bytes: [UInt8]) -> Int? {
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(bytes[0..<4]),
            let month = number(bytes[5..<7]), let day = number(bytes[8..<10]), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    private static func time(_ bytes: [UInt8]) -> Int? {
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), hour < 24, minute < 60, second <= 60
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix(while: isDigit)
        rest = rest.dropFirst(digits.count + 1)
        guard !digits.isEmpty else { return nil }
        return number(Array(digits.prefix(9)) + Array(repeating: UInt8(ascii: "0"), count: max(0, 9 - digits.count)))
    }

    /// Seconds east of UTC.
    private static func offset(_ rest: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(rest)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]),
            let minutes = number(bytes[4..<6]), hours < 24, minutes < 60
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+"): return hours * 3_600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3_600 + minutes * 60)
        default: return nil
        }
    }
}
