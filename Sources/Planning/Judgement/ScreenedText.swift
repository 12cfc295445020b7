import ImageModel
import Manifests

/// What a reference's text says by itself. Many references of a repository have the same.
struct ScreenedText: Sendable {
    let text: String
    let reference: Result<ImageReference, ImageReferenceError>
    /// Why a text that another tool completes is left to it.
    let templates: Verdict?

    init(_ text: String) {
        self.text = text
        reference = Result { () throws(ImageReferenceError) in try ImageReference(parsing: text) }
        templates = Self.templates(text)
    }

    /// Whether a tag or a digest stands there, or something that is neither a reference nor the rest of one.
    var hasTag: Bool {
        switch reference {
        case .success(let reference): reference.tag != nil || reference.digest != nil
        case .failure: !(text.isEmpty || text.hasPrefix(":") || lacksName)
        }
    }

    /// Whether a registry stands there alone: `quay.io/`, `quay.io/:v1`.
    private var lacksName: Bool { text.hasSuffix("/") || text.contains("/:") || text.contains("/@") }

    private static func templates(_ text: String) -> Verdict? {
        // Of nearly every text this is all that has to be asked.
        guard text.utf8.contains(where: Self.beginsMark) else { return nil }
        let marks = ["{{", "[[", "${", "$(", "%(", "$", "<"]
        guard let mark = marks.first(where: text.contains) else { return nil }
        let keys = TemplateValues.keys(in: text)
        if !keys.isEmpty {
            return .skipped(.templated, "the chart's templates fill it in from \(keys.joined(separator: ", "))")
        }
        return .skipped(.templated, "'\(mark)' is filled in by another tool")
    }

    private static func beginsMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "<"): true
        default: false
        }
    }
}
