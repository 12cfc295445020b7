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
///
/// Indirect: there is one for every image that is rendered, and most have the smallest case.
package indirect enum RenderFormula: Hashable, Sendable {
    /// A scalar, then the entries of the kustomizations around it, innermost first.
    case kustomize(source: Site, entries: [KustomizeImage])
    /// The same, with values that replacements put into it on its way.
    case spliced(KustomizeSplicing)
    /// An entry whose base stands in another repository: as if it met its own `name`.
    case entry(KustomizeImage)
    /// The values of one image.
    case helm(HelmLayers)

    /// What is rendered, as text.
    package func rendered(_ values: SiteValues = [:]) -> String {
        switch self {
        case .kustomize(let source, let entries):
            // Most references meet nothing, and need not be taken apart.
            entries.isEmpty ? source.current(values) ?? "" : Self.transform(source, entries, values).text
        case .spliced(let splicing):
            splicing.rendered(before: splicing.after.endIndex, values)
        case .entry(let entry):
            Self.transform(entry.name, [entry], values).text
        case .helm(let layers):
            HelmRendering(layers, values).text
        }
    }

    /// What an entry meets, before it is applied.
    package func rendered(before entry: Int, _ values: SiteValues) -> String {
        switch self {
        case .kustomize(let source, let entries): Self.transform(source, entries.prefix(entry), values).text
        case .spliced(let splicing): splicing.rendered(before: entry, values)
        case .entry, .helm: rendered(values)
        }
    }

    /// The positions of the entries that match, as the files stand.
    package var metEntries: [Int] { metEntries([:]) }

    /// The positions of the entries that match once `values` are written.
    package func metEntries(_ values: SiteValues) -> [Int] {
        switch self {
        case .kustomize(let source, let entries):
            Self.metEntries(entries, KustomizeImageName(source.current(values) ?? ""), source, values)
        case .spliced(let splicing):
            Self.metEntries(splicing.after, KustomizeImageName(splicing.spliced(values)), splicing.source, values)
        case .entry, .helm: []
        }
    }

    /// The last entry that matches, by its position: the one that decides what is rendered.
    package var decidingEntry: Int? { metEntries.last }

    private static func transform(
        _ source: Site, _ entries: some Sequence<KustomizeImage>, _ values: SiteValues
    ) -> KustomizeImageName {
        var image = KustomizeImageName(source.current(values) ?? "")
        for entry in entries { apply(entry, to: &image, from: source, values) }
        return image
    }

    /// A text behind the entries that it meets; what none speaks of stays as it is spelled.
    static func transformed(
        _ text: String, from source: Site, by entries: some Sequence<KustomizeImage>, _ values: SiteValues
    ) -> String {
        var image = KustomizeImageName(text)
        let isMet = entries.reduce(false) { apply($1, to: &image, from: source, values) || $0 }
        return isMet ? image.text : text
    }

    private static func metEntries(
        _ entries: [KustomizeImage], _ text: KustomizeImageName, _ source: Site, _ values: SiteValues
    ) -> [Int] {
        var image = text
        return entries.indices.filter { apply(entries[$0], to: &image, from: source, values) }
    }

    /// Kustomize has two filters for images, one of which knows the usual fields and one every list of containers. What
    /// stands in both meets an entry twice, which shows in a suffix (kustomize 5.5, `ImageTagTransformer`).
    @discardableResult
    private static func apply(
        _ entry: KustomizeImage, to image: inout KustomizeImageName, from source: Site, _ values: SiteValues
    ) -> Bool {
        guard let name = entry.name.current(values) else { return false }
        var isMet = false
        let times = entry.tagSuffix?.value != nil && isUsualField(source.field) ? 2 : 1
        for _ in 0..<times where image.isMatched(by: name) {
            isMet = true
            image.apply(
                newName: entry.newName?.current(values),
                newTag: entry.newTag?.current(values),
                digest: entry.digest?.current(values),
                tagSuffix: entry.tagSuffix?.current(values)
            )
        }
        return isMet
    }

    /// `spec/containers[]/image`, `spec/template/spec/containers[]/image` and the same of `initContainers`.
    private static func isUsualField(_ field: String) -> Bool {
        var path = field[...]
        while path.hasPrefix("items["), let end = path.firstIndex(of: ".") { path = path[path.index(after: end)...] }
        return [
            "spec.containers[", "spec.initContainers[", "spec.template.spec.containers[",
            "spec.template.spec.initContainers[",
        ].contains { path.hasPrefix($0) }
    }
}
