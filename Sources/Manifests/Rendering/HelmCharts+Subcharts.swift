extension HelmCharts {
    /// A chart that is rendered with another one.
    struct Subchart: Hashable {
        /// Where its values stand in those of the other: `redis`, or `a.b` for a subchart's own.
        let prefix: String
        let folder: RepositoryPath
    }

    private static let deepestSubchart = 4
    private static let mostSubcharts = 200

    /// The charts at hand that are rendered with one, outer ones first.
    func subcharts(of chart: RepositoryPath) -> [Subchart] {
        var found: [Subchart] = []
        var next = [Subchart(prefix: "", folder: chart)]
        for _ in 0..<Self.deepestSubchart where !next.isEmpty && found.count < Self.mostSubcharts {
            next = next.flatMap { outer in
                direct(of: outer.folder).map { inner in
                    Subchart(
                        prefix: outer.prefix.isEmpty ? inner.prefix : "\(outer.prefix).\(inner.prefix)",
                        folder: inner.folder)
                }
            }
            found += next
        }
        return found
    }

    /// Those that Chart.yaml names, and what stands in `charts/` besides.
    private func direct(of chart: RepositoryPath) -> [Subchart] {
        guard let dependencies = described[chart]?.dependencies else { return [] }
        let home = chart.appending("charts")
        let vendored = described.filter { $0.key.folder == home && $0.key != home }
        let named = dependencies.flatMap { dependency -> [Subchart] in
            let own = dependency.folder.map { [$0] } ?? vendored.filter { $0.value.name == dependency.name }.map(\.key)
            return own.filter { described[$0] != nil }.map { Subchart(prefix: dependency.key, folder: $0) }
        }
        let known = Set(dependencies.map(\.name))
        let others = vendored.compactMap { folder, chart in
            chart.name.flatMap { known.contains($0) ? nil : Subchart(prefix: $0, folder: folder) }
        }
        return (named + others).sorted { ($0.prefix, $0.folder) < ($1.prefix, $1.folder) }
    }
}
