/// Numbers as people read them: `20,000`, `1 image`, `2 images`.
package enum CountText {
    package static func text(_ count: Int) -> String {
        var digits = String(count.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (count < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }

    package static func text(_ count: Int, _ noun: String) -> String {
        "\(text(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
