/// Which values are laid over which: by the names of files, and by what releases say.
struct HelmStacks {
    /// Values that are rendered together, the one that counts least first.
    struct Stack: Hashable {
        let name: String
        let chart: RepositoryPath?
        let layers: [HelmLayer]
        /// Values of charts that are rendered with this one, below the keys that theirs stand under; under all others.
        var subcharts: [Subchart] = []
        /// Paths that something else sets, and what: a release's `targetPath`.
        var overrides: [String: String] = [:]
        /// Whether the names of the files say so, and no release does.
        var isNamedByFiles = false
    }

    struct Subchart: Hashable {
        let chart: HelmCharts.Subchart
        let layer: HelmLayer
    }

    private let charts: HelmCharts
    private let files: Set<RepositoryPath>
    private let chartFolders: Set<RepositoryPath>
    private let generated: [String: [RepositoryPath]]

    init(_ scans: [FileScan], charts: HelmCharts) {
        files = Set(scans.map(\.file).filter(HelmValuesFile.isValuesFile)).union(
            scans.lazy.filter { !$0.isEmpty && $0.file.isYAML }.map(\.file))
        chartFolders = charts.folders
        self.charts = charts
        generated = scans.compactMap(\.kustomization).reduce(into: [:]) { all, kustomization in
            for (name, files) in kustomization.generated { all[name, default: []] += files }
        }
    }

    /// The files that values name: one, those of a pattern in the order of their names, or what makes an object.
    private func named(_ values: HelmRelease.Values, _ chart: RepositoryPath?) -> [RepositoryPath] {
        switch values {
        case .layer: return []
        case .object(let name): return (generated[name] ?? []).filter(files.contains)
        case .chartFile(let path):
            let folder = path.hasPrefix("/") ? .root : chart ?? .root
            guard let file = RepositoryPath(path.drop { $0 == "/" }, in: folder) else { return [] }
            if files.contains(file) { return [file] }
            guard file.string.utf8.contains(where: { "*?".utf8.contains($0) }) else { return [] }
            return files.filter { FilePattern(file).matches($0) }.sorted()
        }
    }

    /// The scans, with the files that releases name as values read as such.
    static func withNamedValues(_ scans: [FileScan]) -> [FileScan] {
        guard scans.contains(where: { $0.namedValues != nil }) else { return scans }
        let releases = scans.flatMap(\.releases)
        guard !releases.isEmpty else { return scans }
        let stacks = HelmStacks(scans, charts: HelmCharts(scans))
        let named = Set(releases.flatMap { release in release.values.flatMap { stacks.named($0, release.chart) } })
        return scans.map { named.contains($0.file) ? $0.asValues() : $0 }
    }

    /// Every stack for the values that hold something.
    func all(_ layers: Set<HelmLayer>, _ releases: [HelmRelease]) -> [Stack] {
        let alone = layers.filter(\.part.isEmpty).sorted { $0.file < $1.file }.map { implied($0.file) }
        let stated = releases.map { stack($0, layers) }.filter { !$0.layers.isEmpty }
        let inStacks = Set(stated.flatMap(\.layers))
        let rest = layers.filter { !$0.part.isEmpty && !inStacks.contains($0) }
            .sorted { ($0.file.string, $0.part) < ($1.file.string, $1.part) }
            .map { Stack(name: $0.file.string, chart: nil, layers: [$0]) }
        var seen: Set<[HelmLayer]> = []
        return (alone + stated + rest).filter { seen.insert($0.layers).inserted || !$0.overrides.isEmpty }.map(
            withSubcharts)
    }

    /// The same over the values of the charts that are rendered with its own.
    private func withSubcharts(_ stack: Stack) -> Stack {
        guard let chart = stack.chart else { return stack }
        var stack = stack
        stack.subcharts = charts.subcharts(of: chart).compactMap { subchart in
            let values = subchart.folder.appending("values.yaml")
            return files.contains(values) ? Subchart(chart: subchart, layer: HelmLayer(file: values)) : nil
        }
        return stack
    }

    /// A values file over the `values.yaml` of its folder, or else of the chart that it stands in.
    private func implied(_ file: RepositoryPath) -> Stack {
        let chart = chart(of: file)
        let bases = [file.folder.appending("values.yaml")] + (chart.map { [$0.appending("values.yaml")] } ?? [])
        let isOwn = HelmValuesFile.isBase(file)
        let base = bases.first { $0 != file && files.contains($0) && (!isOwn || $0.folder != file.folder) }
        let layers = (base.map { [HelmLayer(file: $0)] } ?? []) + [HelmLayer(file: file)]
        return Stack(
            name: layers.map(\.file.string).joined(separator: " + "), chart: chart, layers: layers, isNamedByFiles: true
        )
    }

    private func chart(of file: RepositoryPath) -> RepositoryPath? {
        var folder = file.folder
        while !chartFolders.contains(folder) {
            guard folder != .root else { return nil }
            folder = folder.folder
        }
        return folder
    }

    private func stack(_ release: HelmRelease, _ layers: Set<HelmLayer>) -> Stack {
        let chart = release.chart.flatMap { chartFolders.contains($0) ? $0 : nil }
        var stacked: [HelmLayer] = []
        if let base = chart?.appending("values.yaml"), files.contains(base) { stacked.append(HelmLayer(file: base)) }
        for values in release.values {
            switch values {
            case .layer(let layer): stacked.append(layer)
            case .chartFile, .object:
                stacked += named(values, release.chart).map { HelmLayer(file: $0) }
                guard case .object(let name) = values else { continue }
                stacked += layers.filter { $0.part.hasPrefix("ConfigMap/") && Self.isObject($0.part, name) }
                    .sorted { $0.file < $1.file }
            }
        }
        var seen: Set<HelmLayer> = []
        return Stack(
            name: release.name, chart: chart, layers: stacked.filter { seen.insert($0).inserted },
            overrides: release.overrides)
    }

    /// `ConfigMap/prod/web data.values.yaml`
    private static func isObject(_ part: String, _ name: String) -> Bool {
        part.split(separator: " ").first?.split(separator: "/").last.map { $0 == name } ?? false
    }
}
