/// An image in values that are laid over each other, by its path in the topmost of them.
struct HelmPlace {
    typealias Images = [HelmLayer: [String: (index: Int, image: HelmImage)]]

    let stack: HelmStacks.Stack
    private let path: String
    /// Of the values of subcharts, then of the stack's own layers.
    private let found: [(index: Int, image: HelmImage)?]
    private let globals: [Site?]
    /// The chart that reads the image there, and the path of its values in those of the stack.
    private let chart: (folder: RepositoryPath?, prefix: String)
    /// The registry that one of the stack's own layers has for all names without one.
    private let outerRegistry: String?

    init(
        _ stack: HelmStacks.Stack, _ path: String, _ images: Images, _ globals: [HelmLayer: Site],
        _ outerRegistries: [HelmLayer: String]
    ) {
        outerRegistry = stack.layers.lazy.compactMap { outerRegistries[$0] }.last
        self.stack = stack
        self.path = path
        let readers = stack.subcharts.filter { path.hasPrefix("\($0.chart.prefix).") }
        let inner = readers.sorted { $0.chart.prefix.utf8.count > $1.chart.prefix.utf8.count }
        found =
            inner.map { images[$0.layer]?[String(path.dropFirst($0.chart.prefix.count + 1))] }
            + stack.layers.map { images[$0]?[path] }
        self.globals = inner.map { globals[$0.layer] } + stack.layers.map { globals[$0] }
        chart = inner.first.map { ($0.chart.folder, $0.chart.prefix) } ?? (stack.chart, "")
    }

    /// Every path at which the stack's own layers name an image, or put a registry before a subchart's.
    static func paths(in stack: HelmStacks.Stack, _ images: Images, _ globals: [HelmLayer: Site]) -> [String] {
        var paths = Set(stack.layers.flatMap { images[$0]?.keys.map(\.self) ?? [] })
        if stack.layers.contains(where: { globals[$0] != nil }) {
            for subchart in stack.subcharts {
                paths.formUnion(images[subchart.layer]?.keys.map { "\(subchart.chart.prefix).\($0)" } ?? [])
            }
        }
        return paths.sorted()
    }

    /// Of all that speak of it, the topmost last.
    var indices: [Int] { found.compactMap { $0?.index } }
    /// Whether none of them says anything: the keys stand there without values.
    var isBlank: Bool { found.allSatisfy { $0?.image.isBlank ?? true } }

    /// Whether the topmost values say something of it.
    var isTopmost: Bool { found.last.flatMap(\.self) != nil || globals.last.flatMap(\.self) != nil }

    /// What puts a value of its own at the image's path, or around it.
    var override: String? {
        stack.overrides.sorted { $0.key < $1.key }.first { target, _ in
            target == path || target.hasPrefix("\(path).") || path.hasPrefix("\(target).")
        }?.value
    }

    func layers(_ charts: HelmCharts) -> HelmLayers {
        let images = found.compactMap { $0?.image }
        var layers = HelmLayers(
            images: images, globals: globals.compactMap(\.self), chart: chart.folder,
            fallbackTag: fallbackTag(images, charts))
        layers.prefix = chart.prefix
        let name = layers.namePath
        if let folder = chart.folder {
            layers.front = name.flatMap { charts.front(of: $0, in: folder) }
        } else if stack.isNamedByFiles {
            layers.front = name.flatMap(charts.usualFront)
        }
        layers.front = layers.front ?? outerRegistry.map { ".Values.\($0)" }
        return layers
    }

    private func fallbackTag(_ images: [HelmImage], _ charts: HelmCharts) -> String? {
        guard let folder = chart.folder, let path = images.last?.path else { return nil }
        let tag = images.lazy.compactMap(\.tagPath).last ?? (path.isEmpty ? "tag" : "\(path).tag")
        var named = HelmLayers(images: images)
        named.prefix = chart.prefix
        return charts.defaultTag(
            HelmLayers.path(tag, below: chart.prefix), behind: named.namePath, of: folder)
    }
}
