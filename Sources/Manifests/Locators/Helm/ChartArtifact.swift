import YAMLSource

/// A chart in a registry, however a tool names it: by a URL with the scheme `oci://`, alone or with the chart's name.
enum ChartArtifact {
    /// The chart under these keys of a mapping; `nil` where it comes from elsewhere.
    ///
    /// - Parameters:
    ///   - names: keys for the URL, for the chart, for its version. A chart that is a URL itself stands for both.
    static func occurrence(
        in node: YAMLNode, _ names: (repository: String, chart: String, version: String), of file: SourceFile,
        _ object: ObjectIdentity?, _ field: FieldPath
    ) -> ImageOccurrence? {
        let chart = node[names.chart]
        if let chart, chart.resolved.hasPrefix("oci://") {
            return ChartFileLocator.artifact(
                file, object, field, registry: chart, name: nil, version: node[names.version])
        }
        guard let repository = node[names.repository], repository.resolved.hasPrefix("oci://") else { return nil }
        return ChartFileLocator.artifact(
            file, object, field, registry: repository, name: chart, version: node[names.version])
    }
}
