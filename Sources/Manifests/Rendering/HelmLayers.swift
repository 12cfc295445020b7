/// The values of one image in a chart, from all that is laid over each other.
package struct HelmLayers: Hashable, Sendable {
    /// The one that counts least first.
    package let images: [HelmImage]
    /// `global.imageRegistry` of the layers, the one that counts least first.
    package let globals: [Site]
    /// The chart's folder in this repository.
    package let chart: RepositoryPath?
    /// What an empty tag stands for.
    package let fallbackTag: String?
    /// Where the chart's values stand in those of the chart that it is rendered with.
    package var prefix = ""
    /// What the chart's templates put before the image's name.
    var front: String?

    package init(
        images: [HelmImage], globals: [Site] = [], chart: RepositoryPath? = nil, fallbackTag: String? = nil
    ) {
        self.images = images
        self.globals = globals
        self.chart = chart
        self.fallbackTag = fallbackTag
    }

    package var sites: [Site] { images.flatMap { ImageParts.helm($0).sites } + globals }
    /// The path of the tag inside the values: `image.tag`.
    package var tagPath: String? {
        guard let image = images.last(where: { $0.tag != nil }), let tag = image.tag else { return nil }
        return Self.path(image.tagPath ?? tag.field, below: prefix)
    }

    /// The path of the name inside the values: `image.repository`.
    var namePath: String? {
        guard let image = images.last(where: { $0.repository != nil }), let name = image.repository else { return nil }
        let key = name.field.split(separator: ".").last.map(String.init) ?? name.field
        let isFlat = image.path == key || image.path.hasSuffix(".\(key)")
        return Self.path(isFlat || image.path.isEmpty ? image.path : "\(image.path).\(key)", below: prefix)
    }

    /// A path as the chart has it whose values stand below another's key.
    static func path(_ path: String, below prefix: String) -> String {
        !prefix.isEmpty && path.hasPrefix("\(prefix).") ? String(path.dropFirst(prefix.count + 1)) : path
    }

    /// The site of a piece that counts: the last layer that has the key, also with an empty value.
    package func effective(_ piece: KeyPath<HelmImage, Site?>) -> Site? {
        images.compactMap { $0[keyPath: piece] }.last { $0.value != nil }
    }

    /// The site that gives the registry: a global one goes before the image's own, but not before a host in its name.
    package func registry(_ values: SiteValues = [:]) -> Site? {
        let own = isNamedWhole ? nil : effective(\.registry)
        guard let global = globals.last, global.current(values) != nil else { return own }
        let repository = effective(\.repository)?.current(values) ?? ""
        return own == nil && HelmValueNames.namesHost(repository) ? nil : global
    }

    /// A `repository` over a `registry` and an `image`: charts that have all three take the first instead of the others.
    private var isNamedWhole: Bool {
        guard let name = images.last(where: { $0.repository?.value?.isEmpty == false }),
            name.registry == nil, name.repository?.field.hasSuffix(".repository") == true,
            let below = images.last(where: { $0.registry?.value != nil })
        else { return false }
        return below.repository?.field.hasSuffix(".image") == true
    }

    /// Why it cannot be told which registry counts; `nil` where it can.
    ///
    /// Some charts put `global.image.registry` before an image's own (Grafana's), others only where it has none
    /// (Kyverno's); who sets both side by side knows which.
    package var doubt: String? {
        guard let global = globals.last, let outer = global.value, let own = effective(\.registry),
            let inner = own.value,
            global.field.hasSuffix("global.image.registry"), !own.field.hasSuffix("defaultRegistry"),
            global.id.file == own.id.file, !outer.isEmpty,
            !inner.isEmpty,
            outer != inner
        else { return nil }
        return "\(own.field) says \(inner) and \(global.field) says \(outer), and charts differ in which counts"
    }

    /// What the templates put before a name without a registry, as they would say it.
    fileprivate func outerRegistry(of repository: String?) -> String? {
        guard let repository, !HelmValueNames.namesHost(repository), !repository.hasPrefix("{{") else { return nil }
        return (images.lazy.compactMap(\.outerRegistry).last.map { ".Values.\($0)" } ?? front).map { "{{ \($0) }}" }
    }
}

/// The pieces of a Helm image, as most charts put them together: a digest outranks the tag.
package struct HelmRendering: Sendable {
    package let registry: String?
    package let repository: String?
    package let tag: String?
    /// With its algorithm, however it is spelled.
    package let digest: String?

    package init(_ layers: HelmLayers, _ values: SiteValues = [:]) {
        let text = { (site: Site?) in site?.current(values) }
        let last = { (piece: KeyPath<HelmImage, Site?>) -> String? in
            let texts = layers.images.compactMap { $0[keyPath: piece].flatMap { values[$0.id] ?? $0.value } }
            return texts.last.flatMap { $0.isEmpty ? nil : $0 }
        }
        repository = last(\.repository)
        registry = text(layers.registry(values)) ?? layers.outerRegistry(of: repository)
        let tag = layers.images.last { $0.tag?.value != nil }
        let isRewritten = tag?.tag.map { values[$0.id] != nil } ?? false
        self.tag = (isRewritten ? nil : tag?.numberTag) ?? last(\.tag) ?? layers.fallbackTag
        let counting =
            layers.images.lastIndex(where: \.removesDigest).map { layers.images[$0...] } ?? layers.images[...]
        let digests = counting.compactMap { $0.digest.flatMap { values[$0.id] ?? $0.value } }
        digest = digests.last.flatMap { $0.isEmpty ? nil : HelmDigestSpelling.normalised($0) }
    }

    /// Registry and repository, without the scheme of charts in registries. A registry alone ends with the `/` that the
    /// repository is missing behind, as it would be an image's name without.
    package var name: String {
        // Some charts put the one directly before the other, and take the `/` from the values.
        let front = registry.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        if let front, repository == nil { return isWhole(front) ? front : "\(front)/" }
        if registry == nil, let repository, HelmValueNames.isHost(repository) { return "\(repository)/" }
        let name = [front, repository].compactMap(\.self).joined(separator: "/")
        return name.hasPrefix("oci://") ? String(name.dropFirst("oci://".count)) : name
    }

    /// Some charts keep the whole name under `registry`: more than a host and an account, with a tag beside it.
    private func isWhole(_ registry: String) -> Bool {
        tag != nil && registry.split(separator: "/").count > (HelmValueNames.namesHost(registry) ? 2 : 1)
    }

    package var text: String {
        guard let digest else { return name + (tag.map { ":\($0)" } ?? "") }
        let own = tag.map { $0.prefix { $0 != "@" } }
        return name + (own.map { ":\($0)" } ?? "") + "@\(digest)"
    }
}

/// How a values file spells a digest: whole, as hex alone that the chart puts `sha256:` before, or with an `@`.
package enum HelmDigestSpelling {
    package static func normalised(_ text: String) -> String {
        let bare = text.hasPrefix("@") ? String(text.dropFirst()) : text
        return bare.contains(":") ? bare : "sha256:\(bare)"
    }

    /// The digest as it is to stand at a site, in the style of what stands there; `sha:` holds hex where it is empty.
    package static func spelled(_ digest: String, at site: Site) -> String {
        let old = site.value ?? ""
        if old.hasPrefix("@") { return "@\(digest)" }
        let key = site.field.split(separator: ".").last ?? ""
        let isHex = old.isEmpty ? key.lowercased().hasPrefix("sha") : !old.contains(":")
        guard isHex, site.value != nil, let colon = digest.firstIndex(of: ":") else { return digest }
        return String(digest[digest.index(after: colon)...])
    }
}
