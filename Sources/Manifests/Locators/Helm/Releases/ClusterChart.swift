import YAMLSource

/// Charts that k3s and RKE2 install by themselves: `valuesContent` is values as text, `set` single ones (k3s, "Helm
/// controller"). The chart itself is theirs to resolve.
enum ClusterChart {
    static func locate(_ chart: ReleaseObject, _ scan: inout FileScan) {
        guard let spec = chart.node["spec"]?.resolved else { return }
        var values: [HelmRelease.Values] = []
        if let layer = chart.values(spec["valuesContent"], "spec.valuesContent", &scan) { values.append(.layer(layer)) }
        if let layer = chart.values(spec["values"], "spec.values", &scan) { values.append(.layer(layer)) }
        let part = chart.part("spec.set")
        var pieces = HelmParameters(file: chart.file, object: chart.identity, layer: part)
        for (name, value, field) in spec["set"]?.fields(FieldPath("spec.set")) ?? [] { pieces.add(name, value, field) }
        scan.occurrences += pieces.occurrences
        if !pieces.occurrences.isEmpty { values.append(.layer(HelmLayer(file: chart.file.path, part: part))) }
        scan.releases.append(HelmRelease(name: chart.file.path.string, chart: nil, values: values))
    }
}
