/// What the charts at hand do with the tags of their values.
package struct HelmCharts: Hashable, Sendable {
    package enum TagUse: Hashable, Sendable {
        /// The tag only ever stands in an image.
        case imageOnly
        /// The tag also stands where a digest breaks something.
        case elsewhere(file: RepositoryPath, line: Int)
        /// No template names it outright.
        case unknown
    }

    /// Folders with a Chart.yaml or with templates.
    let folders: Set<RepositoryPath>
    private let templates: [RepositoryPath: [Template]]
    private let versions: [RepositoryPath: String]
    let described: [RepositoryPath: HelmChart]
    /// What charts put before a name, by its path in their values, where none takes a name there for all of an image.
    private let usualFronts: [String: String]

    private struct Template: Hashable {
        let file: RepositoryPath
        let uses: TemplateUses
    }

    /// Named templates call others; what goes deeper than this goes in circles.
    private static let deepestCall = 6
    /// Paths that one tag is followed to; templates that call one another would lead on for ever.
    private static let mostPaths = 1_000

    package init(_ scans: [FileScan]) {
        var templates: [RepositoryPath: [Template]] = [:]
        for scan in scans.sorted(by: { $0.file < $1.file }) where !scan.templates.isEmpty {
            guard let folder = Self.chartFolder(of: scan.file) else { continue }
            templates[folder, default: []].append(Template(file: scan.file, uses: scan.templates))
        }
        self.templates = templates
        usualFronts = Self.usualFronts(templates.values.lazy.joined().map(\.uses))
        versions = scans.reduce(into: [:]) { versions, scan in
            if let version = scan.chart?.appVersion { versions[scan.file.folder] = version }
        }
        described = scans.reduce(into: [:]) { if let chart = $1.chart { $0[$1.file.folder] = chart } }
        folders = Set(scans.filter { $0.chart != nil }.map(\.file.folder)).union(templates.keys)
    }

    /// What an empty tag stands for in a chart: the version that Chart.yaml gives to the application, where the templates
    /// at hand say so of this very tag, or there are none. A tag that no template names is a subchart's.
    ///
    /// - Parameters:
    ///   - tag: its path in the values: `image.tag`.
    ///   - name: that of the image's name.
    func defaultTag(_ tag: String, behind name: String?, of chart: RepositoryPath) -> String? {
        let tag = Self.plain(tag)
        guard let version = versions[chart], !isDependencys(tag, of: chart) else { return nil }
        let path = TemplatePath(root: "", keys: tag)
        if templates[chart]?.contains(where: { $0.uses.madeTags.contains(path) }) ?? false { return nil }
        guard let templates = templates[chart], templates.contains(where: { !$0.uses.tags.isEmpty }) else {
            return name.map { isWhole($0, in: chart) } ?? false ? nil : version
        }
        let uses = uses(of: path, templates).map(\.use)
        guard !uses.isEmpty, !uses.contains(where: \.hasOtherDefault) else { return nil }
        return templates.lazy.map(\.uses).compactMap { uses in
            uses.appVersionPrefix.map { $0 + version + uses.appVersionSuffix }
        }.first
    }

    /// Whether a path leads into the values of a chart that is rendered with this one, whose version is another.
    private func isDependencys(_ path: String, of chart: RepositoryPath) -> Bool {
        let key = path.prefix { $0 != "." }
        return described[chart]?.dependencies.contains { $0.key == key } ?? false
    }

    /// What a chart's templates put before an image's name, other than the registry beside it.
    ///
    /// - Parameter name: its path in the values: `image.repository`.
    func front(of name: String, in chart: RepositoryPath) -> String? {
        templates[chart].flatMap { front(of: TemplatePath(root: "", keys: Self.plain(name)), $0) }
    }

    /// Every name that it has in templates which call others is asked for once.
    private func front(of name: TemplatePath, _ templates: [Template]) -> String? {
        let telling = templates.filter { !$0.uses.fronts.isEmpty }
        guard !telling.isEmpty else { return nil }
        var seen: Set = [name]
        var names = [name]
        for _ in 0..<Self.deepestCall where !names.isEmpty {
            for name in names {
                if let front = telling.lazy.compactMap({ $0.uses.fronts[name] }).first { return front }
            }
            names = templates.flatMap { template in
                template.uses.calls.flatMap { call in names.compactMap(call.given).filter { seen.insert($0).inserted } }
            }
        }
        return nil
    }

    private static func usualFronts(_ uses: some Sequence<TemplateUses>) -> [String: String] {
        var (fronts, wholes): ([String: String], Set<String>) = ([:], [])
        for uses in uses {
            for (name, front) in uses.fronts where name.root.isEmpty { fronts[name.keys] = front }
            for name in uses.wholes where name.root.isEmpty { wholes.insert(name.keys) }
        }
        return fronts.filter { !wholes.contains($0.key) }
    }

    /// The same for values whose chart is not known: what charts at hand do at the very path. What most charts call alike,
    /// as `image.repository`, tells nothing.
    func usualFront(of name: String) -> String? {
        guard name.contains("."), !name.hasPrefix("image."), !name.hasPrefix("global.") else { return nil }
        return usualFronts[name]
    }

    /// Whether the templates put no tag behind a name.
    private func isWhole(_ name: String, in chart: RepositoryPath) -> Bool {
        let name = TemplatePath(root: "", keys: Self.plain(name))
        return templates[chart]?.contains { $0.uses.wholes.contains(name) } ?? false
    }

    /// Istio's charts keep their values below a key that their templates take away.
    private static func plain(_ path: String) -> String {
        let key = "_internal_defaults_do_not_set."
        return path.hasPrefix(key) ? String(path.dropFirst(key.count)) : path
    }

    /// How a chart uses a tag, by its path in the values: `image.tag`.
    package func tagUse(of tag: String, in chart: RepositoryPath) -> TagUse {
        guard let templates = templates[chart] else { return .unknown }
        let found = uses(of: TemplatePath(root: "", keys: tag), templates)
        if let other = found.first(where: { !$0.use.isImage }) {
            return .elsewhere(file: other.file, line: other.use.line)
        }
        return found.isEmpty ? .unknown : .imageOnly
    }

    private func uses(
        of tag: TemplatePath, _ templates: [Template]
    ) -> [(file: RepositoryPath, use: TemplateValueUse)] {
        var followed: Set<TemplatePath> = []
        return uses(of: tag, templates, &followed, depth: 0)
    }

    /// - Parameter followed: the paths that were looked at before.
    private func uses(
        of tag: TemplatePath, _ templates: [Template], _ followed: inout Set<TemplatePath>, depth: Int
    ) -> [(file: RepositoryPath, use: TemplateValueUse)] {
        guard depth < Self.deepestCall, followed.count < Self.mostPaths, followed.insert(tag).inserted else {
            return []
        }
        var found: [(file: RepositoryPath, use: TemplateValueUse)] = []
        for template in templates {
            found += template.uses.tags.filter { $0.tag == tag }.map { (template.file, $0) }
            for call in template.uses.calls where call.value.root == tag.root {
                found += handed(tag, call, template.file, templates, &followed, depth: depth)
            }
        }
        return found
    }

    /// The uses in a named template that is given the tag, or the map that it stands in.
    private func handed(
        _ tag: TemplatePath, _ call: TemplateCall, _ file: RepositoryPath, _ templates: [Template],
        _ followed: inout Set<TemplatePath>, depth: Int
    ) -> [(file: RepositoryPath, use: TemplateValueUse)] {
        guard let given = call.given(tag) else { return [] }
        guard templates.contains(where: { $0.uses.defined.contains(call.template) }) else {
            // The templates of a library chart are not at hand; those for images take a digest behind the tag.
            let isImage = call.template.lowercased().hasSuffix("image")
            return isImage ? [(file, TemplateValueUse(tag: tag, isImage: true, line: call.line))] : []
        }
        return uses(of: given, templates, &followed, depth: depth + 1)
    }

    /// The folder above `templates/`, for a file below it.
    package static func chartFolder(of file: RepositoryPath) -> RepositoryPath? {
        file.folder(above: "templates")
    }
}
