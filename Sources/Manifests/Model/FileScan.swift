package import YAMLSource

/// What one file holds. A pure function of its path's kind and its bytes.
///
/// One word in size, as a repository has thousands, which are gathered, ordered and merged.
package struct FileScan: Hashable, Sendable {
    private var contents: CopyOnWrite<Contents>

    package init(file: RepositoryPath) {
        contents = CopyOnWrite(Contents(file: file))
    }

    private struct Contents: Hashable {
        let file: RepositoryPath
        var occurrences: [ImageOccurrence] = []
        var kustomization: Kustomization?
        var findings: [Finding] = []
        var templates = TemplateUses()
        var chart: HelmChart?
        var releases: [HelmRelease] = []
        var kustomizeReleases: [KustomizeRelease] = []
        var replacements: [KustomizeReplacement] = []
        var replacementSources: [ImageOccurrence] = []
        var transformerImages: [ImageOccurrence] = []
        var namedValues: NamedValues?
        var gitSources: [String: KustomizeRelease.Source] = [:]
        var globalRegistries: [HelmLayer: Site] = [:]
        var pullSecrets = PullSecretFacts()
        var ownNames = OwnNames()
        var fingerprint: SourceFingerprint?

        init(file: RepositoryPath) {
            self.file = file
        }
    }
}

extension FileScan {
    package var isEmpty: Bool {
        occurrences.isEmpty && findings.isEmpty && pullSecrets.isEmpty && decidesNothing
    }

    /// Whether nothing in the file decides what other files' references are rendered as.
    var decidesNothing: Bool {
        kustomization == nil && templates.isEmpty && chart == nil && releases.isEmpty && globalRegistries.isEmpty
            && kustomizeReleases.isEmpty && gitSources.isEmpty && replacements.isEmpty && replacementSources.isEmpty
            && transformerImages.isEmpty && namedValues == nil && ownNames.isEmpty
    }

    package var file: RepositoryPath { contents.value.file }

    package var occurrences: [ImageOccurrence] {
        get { contents.value.occurrences }
        _modify { yield &contents.value.occurrences }
    }
    package var kustomization: Kustomization? {
        get { contents.value.kustomization }
        _modify { yield &contents.value.kustomization }
    }
    package var findings: [Finding] {
        get { contents.value.findings }
        _modify { yield &contents.value.findings }
    }
    /// For a chart's template: what it does with the tags of its values.
    package var templates: TemplateUses {
        get { contents.value.templates }
        _modify { yield &contents.value.templates }
    }
    /// For a Chart.yaml.
    package var chart: HelmChart? {
        get { contents.value.chart }
        _modify { yield &contents.value.chart }
    }
    /// What lays values over a chart's.
    package var releases: [HelmRelease] {
        get { contents.value.releases }
        _modify { yield &contents.value.releases }
    }
    /// What builds kustomizations with entries of its own.
    package var kustomizeReleases: [KustomizeRelease] {
        get { contents.value.kustomizeReleases }
        _modify { yield &contents.value.kustomizeReleases }
    }
    /// For a file of a kustomization's replacements.
    package var replacements: [KustomizeReplacement] {
        get { contents.value.replacements }
        _modify { yield &contents.value.replacements }
    }
    /// Images where only a replacement makes them one.
    package var replacementSources: [ImageOccurrence] {
        get { contents.value.replacementSources }
        _modify { yield &contents.value.replacementSources }
    }
    /// For a file that configures kustomize's `ImageTagTransformer`: its entries.
    package var transformerImages: [ImageOccurrence] {
        get { contents.value.transformerImages }
        _modify { yield &contents.value.transformerImages }
    }
    /// What the file holds if a release names it as values.
    package var namedValues: NamedValues? {
        get { contents.value.namedValues }
        _modify { yield &contents.value.namedValues }
    }
    /// What Flux's Git repositories are, by their names.
    package var gitSources: [String: KustomizeRelease.Source] {
        get { contents.value.gitSources }
        _modify { yield &contents.value.gitSources }
    }
    /// `global.imageRegistry` and its kin, by the values that they stand in.
    package var globalRegistries: [HelmLayer: Site] {
        get { contents.value.globalRegistries }
        _modify { yield &contents.value.globalRegistries }
    }
    /// The secrets that images are pulled with, and who pulls with them.
    package var pullSecrets: PullSecretFacts {
        get { contents.value.pullSecrets }
        _modify { yield &contents.value.pullSecrets }
    }
    /// Names that this repository gives a meaning of its own.
    package var ownNames: OwnNames {
        get { contents.value.ownNames }
        _modify { yield &contents.value.ownNames }
    }
    /// The text that was parsed, so that an edit need not parse it again; `nil` where it holds no occurrence or is no YAML.
    package var fingerprint: SourceFingerprint? {
        get { contents.value.fingerprint }
        _modify { yield &contents.value.fingerprint }
    }
}
