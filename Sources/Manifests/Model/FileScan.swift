package import YAMLSource

/// What one file holds. A pure function of its path's kind and its bytes.
package struct FileScan: Hashable, Sendable {
    package let file: RepositoryPath
    package var occurrences: [ImageOccurrence] = []
    package var kustomization: Kustomization?
    package var findings: [Finding] = []
    /// For a chart's template: what it does with the tags of its values.
    package var templates = TemplateUses()
    /// For a Chart.yaml.
    package var chart: HelmChart?
    /// What lays values over a chart's.
    package var releases: [HelmRelease] = []
    /// What builds kustomizations with entries of its own.
    package var kustomizeReleases: [KustomizeRelease] = []
    /// For a file of a kustomization's replacements.
    package var replacements: [KustomizeReplacement] = []
    /// Images where only a replacement makes them one.
    package var replacementSources: [ImageOccurrence] = []
    /// What Flux's Git repositories are, by their names.
    package var gitSources: [String: KustomizeRelease.Source] = [:]
    /// `global.imageRegistry` and its kin, by the values that they stand in.
    package var globalRegistries: [HelmLayer: Site] = [:]
    /// The secrets that images are pulled with, and who pulls with them.
    package var pullSecrets = PullSecretFacts()

    /// What the whole file was parsed to, so that an edit need not parse it again; `nil` where it holds no occurrence or
    /// is no YAML.
    package var fingerprint: EventFingerprint?

    package init(file: RepositoryPath) {
        self.file = file
    }

    package var isEmpty: Bool {
        occurrences.isEmpty && kustomization == nil && findings.isEmpty && templates.isEmpty && chart == nil
            && releases.isEmpty && globalRegistries.isEmpty && kustomizeReleases.isEmpty && gitSources.isEmpty
            && replacements.isEmpty && replacementSources.isEmpty && pullSecrets.isEmpty
    }
}
