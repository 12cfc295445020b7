/// A use of `.Values.….tag` in a chart's template.
package struct TemplateValueUse: Hashable, Sendable {
    /// The values path of the image's map: `sidecar.image` for `.Values.sidecar.image.tag`.
    package let image: String
    /// Whether the line writes an image; anything else is a label, a name or a comparison, which takes no digest.
    package let isImageLine: Bool
    /// 1-based.
    package let line: Int
}

extension TemplateValueUse {
    /// Every such use in a template's text.
    static func all(in template: String) -> [TemplateValueUse] {
        var uses: [TemplateValueUse] = []
        for (number, line) in template.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for path in tagPaths(in: line) {
                uses.append(TemplateValueUse(image: path, isImageLine: writesImage(line), line: number + 1))
            }
        }
        return uses
    }

    private static func writesImage(_ line: Substring) -> Bool {
        line.contains("image:") || line.contains(".repository")
    }

    private static func tagPaths(in line: Substring) -> [String] {
        line.split(separator: ".Values.", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            let path = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
            return path.hasSuffix(".tag") ? String(path.dropLast(".tag".count)) : nil
        }
    }
}
