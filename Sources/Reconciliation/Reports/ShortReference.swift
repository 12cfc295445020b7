import ImageModel

/// A reference for people's eyes: twelve digits of its digest, the rest as it stands.
package enum ShortReference {
    /// `app:1@sha256:0123456789ab…`, or the digest alone; text that ends in no digest comes back as it is.
    package static func text(_ reference: String) -> String {
        if let digest = Digest(reference[...]) { return "\(digest.short)…" }
        guard let at = reference.lastIndex(of: "@"), let digest = Digest(reference[reference.index(after: at)...])
        else {
            return reference
        }
        return "\(reference[...at])\(digest.short)…"
    }
}
