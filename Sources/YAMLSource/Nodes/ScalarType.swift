/// What a scalar is taken for.
package enum ScalarType: String, Hashable, Sendable {
    case null, bool, int, float, string
    /// A tag that is none of the core schema's.
    case other

    init(tag: String) {
        switch tag {
        case "tag:yaml.org,2002:null": self = .null
        case "tag:yaml.org,2002:bool": self = .bool
        case "tag:yaml.org,2002:int": self = .int
        case "tag:yaml.org,2002:float": self = .float
        case "tag:yaml.org,2002:str": self = .string
        default: self = .other
        }
    }

    /// The core schema of YAML 1.2, section 10.3.2.
    init(plain value: ArraySlice<UInt8>) {
        guard value.count <= Self.longestWord || value.first.map(Self.mayStartNumber) == true else {
            self = .string
            return
        }
        switch value.count <= Self.longestWord ? String(decoding: value, as: UTF8.self) : "number" {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE", "false", "False", "FALSE": self = .bool
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
            self = .float
        default: self = Self.number(value)
        }
    }

    private static let longestWord = 5

    private static func mayStartNumber(_ byte: UInt8) -> Bool {
        byte.isDigit || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
    }

    private static func number(_ value: ArraySlice<UInt8>) -> ScalarType {
        if value.starts(with: "0x".utf8), value.count > 2 {
            return value.dropFirst(2).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } ? .int : .string
        }
        if value.starts(with: "0o".utf8), value.count > 2 {
            return value.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) } ? .int : .string
        }
        return decimal(value)
    }

    /// `[-+]? (\. [0-9]+ | [0-9]+ (\. [0-9]*)?) ([eE] [-+]? [0-9]+)?`
    private static func decimal(_ value: ArraySlice<UInt8>) -> ScalarType {
        var rest = value.dropSign()
        let whole = rest.dropDigits()
        var fraction = 0
        let hasPoint = rest.first == UInt8(ascii: ".")
        if hasPoint {
            rest.removeFirst()
            fraction = rest.dropDigits()
        }
        guard whole + fraction > 0 else { return .string }
        if rest.isEmpty { return hasPoint ? .float : .int }
        guard rest.removeFirst() | 0x20 == UInt8(ascii: "e") else { return .string }
        rest = rest.dropSign()
        return rest.dropDigits() > 0 && rest.isEmpty ? .float : .string
    }
}

extension ArraySlice<UInt8> {
    func dropSign() -> Self {
        first == UInt8(ascii: "+") || first == UInt8(ascii: "-") ? dropFirst() : self
    }

    /// Removes the digits in front and returns their number.
    mutating func dropDigits() -> Int {
        let digits = prefix { $0.isDigit }.count
        removeFirst(digits)
        return digits
    }
}
