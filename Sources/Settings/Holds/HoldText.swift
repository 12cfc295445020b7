import ImageModel
import Planning

/// A hold as an item of `holds:`, one key a line, every value in double quotes.
struct HoldText {
    let hold: Hold

    /// - Parameter indentation: what stands before the `-`.
    func lines(indentation: String) -> [String] {
        (place + digests + circumstances).enumerated().map { position, line in
            "\(indentation)\(position == 0 ? "- " : "  ")\(line)"
        }
    }

    private var place: [String] {
        entries([
            ("image", hold.image?.text), ("file", hold.file), ("object", hold.object), ("field", hold.field),
            ("from", hold.from), ("to", hold.to),
        ])
    }

    private var digests: [String] {
        hold.digests.isEmpty ? [] : ["digests:"] + hold.digests.map { "  - \(Self.quoted($0.description))" }
    }

    private var circumstances: [String] {
        entries([
            ("lapse", hold.lapse == .never ? nil : hold.lapse.rawValue), ("until", hold.until), ("reason", hold.reason),
            ("who", hold.who), ("since", hold.since),
        ])
    }

    private func entries(_ pairs: [(String, String?)]) -> [String] {
        pairs.compactMap { key, value in value.map { "\(key): \(Self.quoted($0))" } }
    }

    /// Whatever the text holds, it is one line, reads back as it was, and shows a reviewer what is in it.
    private static func quoted(_ text: String) -> String {
        "\"\(text.unicodeScalars.map(escaped).joined())\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case " ": return " "
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .unassigned:
            return numericEscape(scalar.value)
        default: return String(scalar)
        }
    }

    private static func numericEscape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
