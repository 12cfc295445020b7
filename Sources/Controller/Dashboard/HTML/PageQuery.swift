/// What a page is asked to show of all that there is: names and values of a form's fields, in order.
struct PageQuery: Hashable, Sendable {
    struct Pair: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// Characters of one value; what is longer is cut.
    static let longestValue = 200
    private static let mostPairs = 16

    private(set) var pairs: [Pair] = []

    init() {}

    /// - Parameter text: what stands behind the `?`; `+` is a space, as forms write it. What is no UTF-8 is left out.
    init(_ text: some StringProtocol) {
        for part in text.split(separator: "&").prefix(Self.mostPairs) {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]), halves.count == 2, let value = Self.decoded(halves[1]) else {
                continue
            }
            pairs.append(Pair(name: name, value: String(value.prefix(Self.longestValue))))
        }
    }

    /// The first value; `nil` where there is none or it is empty.
    subscript(name: String) -> String? {
        pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// With one value in place of another; `nil` for none.
    func setting(_ name: String, to value: String?) -> PageQuery {
        var query = self
        query.pairs.removeAll { $0.name == name }
        if let value, !value.isEmpty { query.pairs.append(Pair(name: name, value: value)) }
        return query
    }

    /// Those of the given names that say something, in their order.
    func keeping(_ names: [String]) -> PageQuery {
        names.reduce(PageQuery()) { $0.setting($1, to: self[$1]) }
    }

    /// `nil` for a broken escape, and for bytes that are no UTF-8.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = true) -> String? {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
                guard digits.count == 2 else { return nil }
                bytes.append(UInt8(digits[0] << 4 | digits[1]))
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
