import ImageModel
import Manifests

/// Where a Helm values file takes a digest.
enum HelmForm: Hashable {
    case key
    case tag
    /// Nobody said, and nothing shows it; the message says what to choose.
    case undecided(String)

    init(layers: HelmLayers, occurrence: ImageOccurrence, charts: HelmCharts, rules: PlanningRules) {
        let hasKey = layers.images.contains { $0.digest?.value != nil }
        switch rules.helmDigest {
        case _ where occurrence.kind == .artifact: self = .key
        case .key: self = .key
        case .tag: self = .tag
        case .never: self = .undecided("helm.digest is 'never'")
        case .auto where hasKey: self = .key
        case .auto: self = Self.byTemplates(layers, charts)
        }
    }

    private static func byTemplates(_ layers: HelmLayers, _ charts: HelmCharts) -> HelmForm {
        let use = layers.chart.flatMap { chart in layers.tagPath.map { charts.tagUse(of: $0, in: chart) } } ?? .unknown
        return switch use {
        case .imageOnly:
            .tag
        case .elsewhere(let file, let line):
            .undecided(
                "\(file):\(line) uses the tag outside of an image, where a digest breaks it: add a digest key to the "
                    + "chart, or set helm.digest to 'tag' if it does not"
            )
        case .unknown:
            .undecided(
                "no template at hand shows that the chart takes 'tag@digest': set helm.digest to 'tag' if it does, or to "
                    + "'key' if it reads a digest key"
            )
        }
    }
}
