/// Shares of a whole as a bar, for the eye; the numbers stand beside it in words.
package struct ShareBar {
    private let parts: [(tone: String, count: Int)]

    /// - Parameter parts: from the left; the tones are the style's.
    package init(_ parts: [(tone: String, count: Int)]) {
        self.parts = parts.filter { $0.count > 0 }
    }

    package var html: HTML {
        let total = parts.reduce(0) { $0 + $1.count }
        // What is there at all can be seen: one in twenty thousand is as wide as one in a hundred.
        let widths = parts.map { ($0.tone, max(100, $0.count * 10_000 / max(1, total))) }
        let whole = widths.reduce(0) { $0 + $1.1 }
        guard whole > 0 else { return .nothing }
        var begun = 0
        var shapes: [HTML] = []
        for (tone, width) in widths {
            shapes.append(
                Tag.rect(
                    .class("fill \(tone)"), .x(Self.share(begun, of: whole)), .width(Self.share(width, of: whole)),
                    .height("100%")))
            begun += width
        }
        return Tag.svg(.class("bar"), .hidden, .width("100%"), .height("8")) { shapes }
    }

    private static func share(_ width: Int, of whole: Int) -> String {
        let hundredths = (width * 10_000 + whole / 2) / whole
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
