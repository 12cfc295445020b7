package import ImageModel

/// How firmly a reference names its image.
package enum PinKind: String, CaseIterable, Codable, Hashable, Sendable {
    /// By a digest, for good.
    case digest
    /// By a tag that names one build.
    case version
    /// By a tag that moves on.
    case floating
    /// By nothing: `latest` is what is meant.
    case none
    /// Another tool, or another file, fills it in; or it is no image's name at all.
    case open

    package init(_ reference: ImageReference) {
        if reference.digest != nil {
            self = .digest
        } else if let tag = reference.tag {
            self = tag.kind == .version ? .version : .floating
        } else {
            self = .none
        }
    }

    /// For people.
    package var words: String {
        switch self {
        case .digest: "pinned by digest"
        case .version: "by version tag"
        case .floating: "by floating tag"
        case .none: "without a tag"
        case .open: "filled in elsewhere, or no name"
        }
    }
}
