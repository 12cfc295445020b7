/// One set of values: a file, or a part of one.
package struct HelmLayer: Hashable, Sendable {
    package let file: RepositoryPath
    /// Which part; empty for a values file as a whole.
    package let part: String

    package init(file: RepositoryPath, part: String = "") {
        self.file = file
        self.part = part
    }
}

/// Something that renders a chart: a Flux HelmRelease, an Argo CD Application, `helmCharts` of a kustomization.
package struct HelmRelease: Hashable, Sendable {
    package enum Values: Hashable, Sendable {
        case layer(HelmLayer)
        /// A file in the chart's folder, by its path there; from the repository's top where it starts with a slash.
        case chartFile(String)
        /// Files that make a ConfigMap or Secret of this name, or the object itself.
        case object(String)
    }

    /// What it is called in messages: `apps/web.yaml`.
    package let name: String
    /// The chart's folder, where it may be in this repository.
    package let chart: RepositoryPath?
    /// Over the chart's own, the one that counts least first.
    package let values: [Values]
    /// Paths that single values from elsewhere are put at, by what does that: `image.tag`.
    package var overrides: [String: String] = [:]

    package init(name: String, chart: RepositoryPath?, values: [Values]) {
        self.name = name
        self.chart = chart
        self.values = values
    }
}
