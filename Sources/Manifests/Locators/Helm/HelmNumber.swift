import YAMLSource

/// What Helm makes of a scalar without quotes that YAML takes for a number: it is read as one, and printed as Go prints
/// numbers (sigs.k8s.io/yaml over go-yaml 2, `resolve.go`; Go's `strconv.FormatFloat` with `'g', -1`).
enum HelmNumber {
    /// `1.1` for `1.10`, `1000` for `1e3`, `8` for `010`; `nil` for what is no number, or printed as it stands there.
    static func printed(_ node: YAMLNode) -> String? {
        let scalar = node.resolved
        guard scalar.isScalar, scalar.style == .plain, scalar.tag == nil, let text = scalar.string else { return nil }
        return printed(text).flatMap { $0 == text ? nil : $0 }
    }

    static func printed(_ text: String) -> String? {
        guard let first = text.utf8.first, first < 0x3A, first >= 0x2B, text.utf8.count <= longest else { return nil }
        let plain = text.replacing("_", with: "")
        if let integer = integer(plain) { return String(integer) }
        guard plain.utf8.allSatisfy(mayStandInDecimal), let value = Double(plain), value.isFinite else { return nil }
        return printed(value)
    }

    private static let longest = 64

    private static func mayStandInDecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
    }

    /// Go's `strconv.ParseInt` with base 0: `0x1F`, `0b11`, `0o17` and `017`.
    private static func integer(_ text: String) -> Int? {
        var digits = text[...]
        let isNegative = digits.first == "-"
        if let sign = digits.first, "+-".contains(sign) { digits.removeFirst() }
        guard digits.first?.isNumber == true else { return nil }
        var radix = 10
        if digits.first == "0", digits.count > 1 {
            let prefix = digits.prefix(2).lowercased()
            radix = ["0x": 16, "0b": 2, "0o": 8][prefix] ?? 8
            digits = digits.dropFirst(radix == 8 && prefix != "0o" ? 1 : 2)
        }
        return Int(digits, radix: radix).map { isNegative ? -$0 : $0 }
    }

    /// The fewest digits that give the number, with an exponent below -4 and from 6 on.
    private static func printed(_ value: Double) -> String {
        let (digits, point) = shortest(value.magnitude)
        let sign = value < 0 ? "-" : ""
        let exponent = point - 1
        if exponent < -4 || exponent >= 6 {
            let rest = digits.dropFirst()
            let power = exponent < 0 ? "-" : "+"
            let padded = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return "\(sign)\(digits.prefix(1))\(rest.isEmpty ? "" : ".\(rest)")e\(power)\(padded)"
        }
        if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
        if digits.count <= point { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
    }

    /// Its significant digits, and where the point stands from their start.
    private static func shortest(_ value: Double) -> (digits: String, point: Int) {
        guard value != 0 else { return ("0", 1) }
        let pieces = "\(value)".lowercased().split(separator: "e")
        let mantissa = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
        let power = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
        let all = mantissa.joined()
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        return (digits, mantissa[0].count + power - leading)
    }
}
