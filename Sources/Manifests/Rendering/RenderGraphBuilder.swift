/// Collects the contexts of every occurrence.
struct RenderGraphBuilder {
    let kustomizations: KustomizeTree
    private(set) var occurrences: [ImageOccurrence] = []
    private(set) var contexts: [RenderContext] = []
    private var indexOfEntry: [SiteID: Int] = [:]
    private var metEntries: Set<Int> = []

    init(kustomizations: KustomizeTree) {
        self.kustomizations = kustomizations
    }

    mutating func add(_ scans: [FileScan]) {
        let scans = scans.sorted { $0.file < $1.file }
        for scan in scans {
            for image in scan.kustomization?.images ?? [] { addEntry(image) }
        }
        var values: [ImageOccurrence] = []
        for occurrence in scans.flatMap(\.occurrences) {
            switch occurrence.parts {
            case .whole(let site): addWhole(occurrence, site)
            case .helm: values.append(occurrence)
            case .kustomize: addEntry(occurrence)
            }
        }
        addValues(values)
        addUnmetEntries()
    }

    private mutating func addEntry(_ occurrence: ImageOccurrence) {
        guard case .kustomize(let entry) = occurrence.parts else { return }
        indexOfEntry[entry.name.id] = occurrences.count
        occurrences.append(occurrence)
    }

    /// The scalar as it stands, then through every kustomization that takes its file in.
    private mutating func addWhole(_ occurrence: ImageOccurrence, _ site: Site) {
        let index = occurrences.count
        occurrences.append(occurrence)
        contexts.append(
            RenderContext(name: occurrence.file.string, owner: index, formula: .kustomize(source: site, entries: []))
        )
        for chain in kustomizations.chains(from: occurrence.file) {
            let reach = KustomizeReach(of: occurrence, along: kustomizations.applied(along: chain))
            guard !reach.entries.isEmpty || reach.doubt != nil else { continue }
            let built = chain.last?.kustomization.folder ?? .root
            addContext(site, reach.entries, index, built: built, doubt: reach.doubt)
        }
    }

    private mutating func addContext(
        _ site: Site, _ images: [KustomizeImage], _ index: Int, built: RepositoryPath, doubt: String?
    ) {
        let formula = RenderFormula.kustomize(source: site, entries: images)
        var owner = index
        if let deciding = formula.decidingEntry, let entry = indexOfEntry[images[deciding].name.id] {
            owner = entry
            metEntries.insert(entry)
        }
        contexts.append(RenderContext(name: built.description, owner: owner, formula: formula, doubt: doubt))
    }

    /// An entry that meets nothing here speaks of a base in another repository, or of nothing at all.
    private mutating func addUnmetEntries() {
        for (index, occurrence) in occurrences.enumerated() where !metEntries.contains(index) {
            guard case .kustomize(let entry) = occurrence.parts else { continue }
            contexts.append(
                RenderContext(name: occurrence.file.folder.description, owner: index, formula: .entry(entry))
            )
        }
    }

    /// `values.yaml` alone, and under each file of its folder that is laid over it.
    private mutating func addValues(_ values: [ImageOccurrence]) {
        let byPlace = Dictionary(grouping: values) { ValuesPlace(folder: $0.file.folder, field: $0.field) }
        for (_, layers) in byPlace.sorted(by: { $0.key < $1.key }) {
            let base = layers.first { HelmValuesFile.isBase($0.file) }
            for layer in layers { addLayer(layer, over: base) }
        }
    }

    private mutating func addLayer(_ layer: ImageOccurrence, over base: ImageOccurrence?) {
        let layers = base.map { $0.file == layer.file ? [layer] : [$0, layer] } ?? [layer]
        let images: [HelmImage] = layers.compactMap { if case .helm(let image) = $0.parts { image } else { nil } }
        contexts.append(
            RenderContext(
                name: layers.map { String($0.file.string) }.joined(separator: " + "),
                owner: occurrences.count,
                formula: .helm(images)
            )
        )
        occurrences.append(layer)
    }
}

/// Where the pieces of one image meet: the same key in the values files of a folder.
private struct ValuesPlace: Hashable, Comparable {
    let folder: RepositoryPath
    let field: String

    static func < (a: ValuesPlace, b: ValuesPlace) -> Bool {
        (a.folder, a.field) < (b.folder, b.field)
    }
}
