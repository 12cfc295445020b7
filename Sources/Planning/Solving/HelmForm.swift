import ImageModel
import Manifests

/// Where a Helm values file takes a digest.
enum HelmForm: Hashable {
    case key
    case tag
    /// Nobody said, and nothing shows it; the message says what to choose.
    case undecided(String)

    init(layers: [HelmImage], occurrence: ImageOccurrence, charts: HelmCharts, rules: PlanningRules) {
        let hasKey = layers.contains { $0.digest?.value != nil }
        switch rules.helmDigest {
        case .key: self = .key
        case .tag: self = .tag
        case .never: self = .undecided("helm.digest is 'never'")
        case .auto where hasKey: self = .key
        case .auto: self = Self.byTemplates(occurrence, charts)
        }
    }

    private static func byTemplates(_ occurrence: ImageOccurrence, _ charts: HelmCharts) -> HelmForm {
        switch charts.tagUse(of: occurrence.field, valuesIn: occurrence.file.folder) {
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
