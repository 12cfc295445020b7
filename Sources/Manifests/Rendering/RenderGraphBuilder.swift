/// Collects the contexts of every occurrence.
struct RenderGraphBuilder {
    let kustomizations: KustomizeTree
    let charts: HelmCharts
    private(set) var occurrences: [ImageOccurrence] = []
    private(set) var contexts: [RenderContext] = []
    /// References that a replacement puts another value over, and what is built so.
    private(set) var overriders: [Int: String] = [:]
    private let substitutes: KustomizeSubstitutes
    private var indexOfWhole: [SiteID: Int] = [:]
    private var indexOfEntry: [SiteID: Int] = [:]
    private var metEntries: Set<Int> = []
    /// Entries that speak of something here, whether they decide or not.
    private var passedEntries: Set<SiteID> = []
    /// Where each reference stands alone among the contexts.
    private var aloneContexts: [Int: Int] = [:]

    init(kustomizations: KustomizeTree, charts: HelmCharts, substitutes: KustomizeSubstitutes) {
        self.kustomizations = kustomizations
        self.substitutes = substitutes
        self.charts = charts
    }

    mutating func add(_ scans: [FileScan]) {
        let scans = scans.sorted { $0.file < $1.file }
        for scan in scans {
            for image in scan.kustomization?.images ?? [] { addEntry(image) }
            for image in scan.transformerImages { addEntry(image) }
            for case .image(let image) in scan.kustomization?.transformers ?? [] { addEntry(image) }
        }
        var values: [ImageOccurrence] = []
        var wholes: [Int] = []
        for occurrence in scans.lazy.flatMap(\.occurrences) {
            switch occurrence.parts {
            case .whole(let site): wholes.append(add(occurrence, site))
            case .helm: values.append(occurrence)
            case .kustomize: addEntry(occurrence)
            }
        }
        for index in wholes { addChains(index) }
        addValues(values, scans)
        addUnmetEntries()
    }

    private mutating func addEntry(_ occurrence: ImageOccurrence) {
        guard case .kustomize(let entry) = occurrence.parts else { return }
        indexOfEntry[entry.name.id] = occurrences.count
        occurrences.append(occurrence)
    }

    /// The scalar as it stands.
    private mutating func add(_ occurrence: ImageOccurrence, _ site: Site) -> Int {
        let index = occurrences.count
        occurrences.append(occurrence)
        if substitutes.areNeeded {
            indexOfWhole[site.id] = indexOfWhole[site.id] ?? index
            aloneContexts[index] = contexts.endIndex
        }
        contexts.append(
            RenderContext(name: occurrence.file.string, owner: index, formula: .kustomize(source: site, entries: []))
        )
        return index
    }

    /// Through every kustomization that takes its file in.
    private mutating func addChains(_ index: Int) {
        let occurrence = occurrences[index]
        guard case .whole(let site) = occurrence.parts else { return }
        let own = contexts.endIndex
        var outermost: [Bool] = []
        for chain in kustomizations.chains(from: occurrence.file) {
            let isSpliced = addChain(chain, occurrence, site, index)
            if kustomizations.isOutermost(chain) { outermost.append(isSpliced) }
        }
        guard !outermost.isEmpty, outermost.allSatisfy(\.self) else { return }
        markFragments(of: site, index, from: own)
    }

    /// What every build puts a version into is no image by itself.
    private mutating func markFragments(of site: Site, _ index: Int, from own: Int) {
        guard let alone = aloneContexts[index] else { return }
        for position in [alone] + Array(own..<contexts.endIndex) where contexts[position].owner == index {
            if case .kustomize(let source, _) = contexts[position].formula, source.id == site.id {
                contexts[position].isFragment = true
            }
        }
    }

    /// - Returns: whether replacements put pieces into it.
    private mutating func addChain(
        _ chain: KustomizeTree.Chain, _ occurrence: ImageOccurrence, _ site: Site, _ index: Int
    ) -> Bool {
        let applied = kustomizations.applied(along: chain)
        let top = chain.last?.kustomization
        let built = top?.release ?? top?.folder.description ?? "."
        let reach = KustomizeReach(of: occurrence, along: applied)
        var doubt = reach.doubt ?? substitutes.piece(of: occurrence, along: applied)
        switch substitutes.answer(for: occurrence, along: applied, builtBy: top) {
        case .none: break
        case .doubt(let why): doubt = doubt ?? why
        case .substitute(let substitute):
            let behind = KustomizeReach(of: occurrence, along: Array(applied[(substitute.position + 1)...]))
            if substitute.splices.isEmpty {
                addSubstitute(substitute, behind, of: index, built: built)
                return false
            }
            addSplices(substitute, behind, of: index, built: built, doubt: doubt)
            return true
        }
        guard !reach.entries.isEmpty || doubt != nil else { return false }
        addContext(
            .kustomize(source: site, entries: reach.entries), reach.entries, index, built: built, doubt: doubt)
        return false
    }

    /// What is rendered is another field's value, which is where it is written.
    private mutating func addSubstitute(
        _ substitute: KustomizeSubstitute, _ behind: KustomizeReach, of index: Int, built: String
    ) {
        guard case .whole(let source) = substitute.origin.parts else { return }
        let owner = owner(of: source, substitute.origin, for: index)
        overriders[index] = built
        let entries = substitute.before + behind.entries
        addContext(
            .kustomize(source: source, entries: entries), entries, owner, built: built, doubt: behind.doubt)
    }

    /// Who says the version decides: the value that is put there, or the image that pieces are put into.
    private mutating func addSplices(
        _ substitute: KustomizeSubstitute, _ behind: KustomizeReach, of index: Int, built: String, doubt: String?
    ) {
        guard case .whole(let source) = substitute.origin.parts else { return }
        let splicing = KustomizeSplicing(
            source: source, before: substitute.before, splices: substitute.splices, after: behind.entries)
        var owner = self.owner(of: source, substitute.origin, for: index)
        var doubt = doubt ?? behind.doubt
        if let deciding = splicing.deciding, let value = substitutes.occurrence(of: deciding) {
            let isNew = indexOfWhole[deciding.source.id] == nil
            owner = self.owner(of: deciding.source, value, for: index)
            if isNew, let alone = aloneContexts[owner] { contexts[alone].isFragment = true }
            overriders[owner] = built
            let elsewhere = substitutes.elsewhere(deciding)
            doubt =
                doubt
                ?? elsewhere.map {
                    "its version also goes to \($0), where no digest can stand: put an images: entry in place of the "
                        + "replacement"
                }
        }
        overriders[index] = built
        addContext(.spliced(splicing), splicing.after, owner, built: built, doubt: doubt)
    }

    /// A value that only a replacement makes an image becomes a reference of the repository, with what is said of the
    /// field that it is put into.
    private mutating func owner(of source: Site, _ occurrence: ImageOccurrence, for target: Int) -> Int {
        let owner = indexOfWhole[source.id] ?? add(occurrence, source)
        if occurrences[owner].kind == .unknownField { occurrences[owner] = occurrence }
        guard owner != target else { return owner }
        let field = occurrences[target]
        if occurrences[owner].directives == .none { occurrences[owner].directives = field.directives }
        if occurrences[owner].nodes == nil { occurrences[owner].nodes = field.nodes }
        if occurrences[owner].platforms.isEmpty { occurrences[owner].platforms = field.platforms }
        return owner
    }

    private mutating func addContext(
        _ formula: RenderFormula, _ images: [KustomizeImage], _ index: Int, built: String, doubt: String?
    ) {
        var owner = index
        if let deciding = formula.decidingEntry, let entry = indexOfEntry[images[deciding].name.id] {
            owner = entry
            metEntries.insert(entry)
        }
        for met in formula.metEntries { passedEntries.insert(images[met].name.id) }
        contexts.append(RenderContext(name: built, owner: owner, formula: formula, doubt: doubt))
    }

    /// An entry that meets nothing here speaks of a base in another repository, or of nothing at all; one that others come
    /// behind wherever it is met decides nothing.
    private mutating func addUnmetEntries() {
        for (index, occurrence) in occurrences.enumerated() where !metEntries.contains(index) {
            guard case .kustomize(let entry) = occurrence.parts else { continue }
            var context = RenderContext(
                name: occurrence.file.folder.description, owner: index, formula: .entry(entry))
            context.isFragment = passedEntries.contains(entry.name.id)
            if context.isFragment { overriders[index] = context.name }
            contexts.append(context)
        }
    }

    /// `image.tools` beside `image.registry`.
    private static func stands(_ image: HelmImage, besideRegistry key: String) -> Bool {
        key.hasSuffix(".registry") && image.path.hasPrefix(key.dropLast("registry".count))
    }

    /// Every image of every set of values that is rendered together.
    private mutating func addValues(_ values: [ImageOccurrence], _ scans: [FileScan]) {
        var images: HelmPlace.Images = [:]
        var outerRegistries: [HelmLayer: String] = [:]
        for (number, occurrence) in values.enumerated() {
            guard case .helm(let image) = occurrence.parts else { continue }
            let layer = HelmLayer(file: occurrence.file, part: image.layer)
            images[layer, default: [:]][image.path] = (number, image)
            // One that stands in an image's own map is for the images inside of it.
            if let key = image.outerRegistry, !key.hasSuffix("hub"), !Self.stands(image, besideRegistry: key) {
                outerRegistries[layer] = key
            }
        }
        let globals = scans.reduce(into: [:]) { $0.merge($1.globalRegistries) { $1 } }
        let layers = Set(images.keys).union(globals.keys)
        guard !layers.isEmpty else { return }
        let places = HelmStacks(scans, charts: charts).all(layers, scans.flatMap(\.releases)).flatMap { stack in
            HelmPlace.paths(in: stack, images, globals).map { HelmPlace(stack, $0, images, globals, outerRegistries) }
        }
        let indices = addValues(values, speakingIn: places)
        for place in places { addStack(place, owner: place.indices.last.flatMap { indices[$0] }) }
    }

    /// Keys without values are no reference, unless they take away what other values say.
    ///
    /// - Returns: the indices of those that are references, by their places in `values`.
    private mutating func addValues(_ values: [ImageOccurrence], speakingIn places: [HelmPlace]) -> [Int: Int] {
        let speaking = Set(places.lazy.filter { !$0.isBlank }.flatMap(\.indices))
        var indices: [Int: Int] = [:]
        for (number, occurrence) in values.enumerated() {
            guard case .helm(let image) = occurrence.parts, !image.isBlank || speaking.contains(number) else {
                continue
            }
            indices[number] = occurrences.count
            occurrences.append(occurrence)
        }
        return indices
    }

    /// The topmost values that speak of an image own it; what only a lower layer speaks of is rendered with that one.
    private mutating func addStack(_ place: HelmPlace, owner: Int?) {
        let stack = place.stack
        guard let owner, place.isTopmost || !stack.isNamedByFiles else { return }
        let layers = place.layers(charts)
        contexts.append(
            RenderContext(
                name: stack.name, owner: owner, formula: .helm(layers),
                doubt: place.override ?? layers.doubt ?? doubt(HelmRendering(layers).text, stack)))
    }

    /// An entry over a chart that the same kustomization renders would lose an image that gets another name.
    private func doubt(_ text: String, _ stack: HelmStacks.Stack) -> String? {
        guard let file = RepositoryPath(stack.name), let kustomization = kustomizations.rendering(file) else {
            return nil
        }
        let entry = kustomization.images.first { image in
            guard case .kustomize(let entry) = image.parts else { return false }
            return RenderFormula.isMatched(text, by: entry.name.value ?? "")
        }
        return entry.map { "\($0.field) speaks of an image of the chart" }
    }
}
