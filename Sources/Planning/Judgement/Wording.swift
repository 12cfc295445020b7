import ImageModel

/// Sentences that several verdicts share.
enum Wording {
    static func list(_ platforms: [Platform]) -> String {
        platforms.isEmpty ? "no platform that it names" : platforms.map(\.description).joined(separator: ", ")
    }

    static func missing(_ missing: [Platform], at reference: ImageReference, offers image: ResolvedImage) -> String {
        "\(reference.canonical) offers \(list(image.platforms)), but \(list(missing)) is required: nodes of that platform "
            + "would say 'exec format error'"
    }

    static func copy(_ source: ImageReference, _ target: ImageReference, replace: Bool) -> String {
        "pinnace copy \(replace ? "--replace " : "")\(source) \(target.tagOrDigest)"
    }

    /// What the target lacks or has besides.
    static func difference(source: ResolvedImage, target: ResolvedImage) -> String {
        let lost = source.platforms.filter { !target.platforms.contains($0) }
        if !lost.isEmpty { return "the target has lost \(list(lost))" }
        if !source.children.isEmpty, target.children.isEmpty {
            return "the target is a single image, the source an index"
        }
        let others = target.platforms.filter { !source.platforms.contains($0) }
        if !others.isEmpty { return "the target has \(list(others)) besides" }
        return "they are different builds for the same platforms"
    }
}

extension ImageReference {
    /// What a copy is pushed under: the tag where there is one.
    var tagOrDigest: ImageReference { tag == nil ? self : with(tag: tag, digest: nil) }
}
