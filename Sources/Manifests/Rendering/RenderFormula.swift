/// The values of sites, where they differ from those in the files.
package typealias SiteValues = [SiteID: String]

extension Site {
    /// What stands there once `values` are written; `nil` for a key that is not there, or is empty.
    package func current(_ values: SiteValues) -> String? {
        let value = values[id] ?? value
        return value?.isEmpty == true ? nil : value
    }
}

/// How the text that a cluster gets is made of the scalars in the files.
package enum RenderFormula: Hashable, Sendable {
    /// A scalar, then the entries of the kustomizations around it, innermost first.
    case kustomize(source: Site, entries: [KustomizeImage])
    /// An entry whose base stands in another repository: as if it met its own `name`.
    case entry(KustomizeImage)
    /// The values files of one image, the one that counts least first.
    case helm([HelmImage])

    /// What is rendered, as text.
    package func rendered(_ values: SiteValues = [:]) -> String {
        switch self {
        case .kustomize(let source, let entries):
            Self.transform(source.current(values) ?? "", entries, values).text
        case .entry(let entry):
            Self.transform(entry.name.current(values) ?? "", [entry], values).text
        case .helm(let layers):
            HelmRendering(layers, values).text
        }
    }

    /// What an entry meets, before it is applied.
    package func rendered(before entry: Int, _ values: SiteValues) -> String {
        guard case .kustomize(let source, let entries) = self else { return rendered(values) }
        return Self.transform(source.current(values) ?? "", entries.prefix(entry), values).text
    }

    /// The last entry that matches, by its position: the one that decides what is rendered.
    package var decidingEntry: Int? {
        guard case .kustomize(let source, let entries) = self else { return nil }
        var image = KustomizeImageName(source.value ?? "")
        var deciding: Int?
        for (position, entry) in entries.enumerated() where Self.apply(entry, to: &image, [:]) {
            deciding = position
        }
        return deciding
    }

    private static func transform(
        _ text: String, _ entries: some Sequence<KustomizeImage>, _ values: SiteValues
    ) -> KustomizeImageName {
        var image = KustomizeImageName(text)
        for entry in entries { apply(entry, to: &image, values) }
        return image
    }

    @discardableResult
    private static func apply(_ entry: KustomizeImage, to image: inout KustomizeImageName, _ values: SiteValues) -> Bool
    {
        guard entry.name.current(values) == image.name else { return false }
        image.apply(
            newName: entry.newName?.current(values),
            newTag: entry.newTag?.current(values),
            digest: entry.digest?.current(values)
        )
        return true
    }
}

/// The pieces of a Helm image, as most charts put them together: a digest outranks the tag.
package struct HelmRendering: Sendable {
    package let registry: String?
    package let repository: String?
    package let tag: String?
    package let digest: String?

    package init(_ layers: [HelmImage], _ values: SiteValues = [:]) {
        registry = Self.effective(layers.map(\.registry), values)
        repository = Self.effective(layers.map(\.repository), values)
        tag = Self.effective(layers.map(\.tag), values)
        digest = Self.effective(layers.map(\.digest), values)
    }

    /// The last layer that has the key counts, also with an empty value.
    private static func effective(_ sites: [Site?], _ values: SiteValues) -> String? {
        let texts = sites.compactMap { site in site.flatMap { values[$0.id] ?? $0.value } }
        return texts.last.flatMap { $0.isEmpty ? nil : $0 }
    }

    package var text: String {
        let name = [registry, repository].compactMap(\.self).joined(separator: "/")
        guard let digest else { return name + (tag.map { ":\($0)" } ?? "") }
        let own = tag.map { $0.prefix { $0 != "@" } }
        return name + (own.map { ":\($0)" } ?? "") + "@\(digest)"
    }
}
