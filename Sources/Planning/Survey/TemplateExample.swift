package import ImageModel
import Manifests

/// An image's name in which a template has left something open, filled with an example: `gcr.io/$PROJECT/app:$TAG` is on
/// `gcr.io`, whatever the two will be.
package enum TemplateExample {
    /// `nil` where the text has no template, where its registry is what is left open, or where no example is a name.
    package static func repository(of text: String) -> ImageRepository? {
        var example: [UInt8] = []
        var isOpen = false
        let bytes = ArraySlice(text.utf8)
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            guard let end = TemplateSpan.end(at: offset, in: bytes) else {
                example.append(bytes[offset])
                offset += 1
                continue
            }
            // A tag or a digest may be open.
            if !example.contains(where: Self.endsFirstPart) { return nil }
            isOpen = true
            if example.last != UInt8(ascii: "x") { example.append(UInt8(ascii: "x")) }
            offset = end
        }
        guard isOpen else { return nil }
        return (try? ImageReference(parsing: String(decoding: example, as: UTF8.self)))?.repository
    }

    private static func endsFirstPart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@")
    }
}
