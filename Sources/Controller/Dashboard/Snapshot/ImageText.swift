import ImageModel

/// A reference's text in the pieces that a page shows. What is no reference is its own name.
struct ImageText: Hashable, Sendable {
    let name: String
    let tag: String?
    let digest: String?
    /// `nil` where the text is no reference.
    let host: String?

    init(_ text: String) {
        guard let image = try? ImageReference(parsing: text) else {
            (name, tag, digest, host) = (text, nil, nil, nil)
            return
        }
        name = image.repository.familiarName
        tag = image.tag?.description
        digest = image.digest?.description
        host = image.repository.host
    }
}
