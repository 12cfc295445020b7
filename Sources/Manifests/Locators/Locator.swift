import YAMLSource

/// Knows one kind of file: which scalars in it are an image, and what goes with them.
protocol Locator: Sendable {
    /// Whether a file of this name can be of this kind; the cheap question, asked of every path.
    func mayClaim(_ path: RepositoryPath) -> Bool
    /// Whether a file that begins like this can be of this kind, before anything is made of its bytes.
    func accepts(_ path: RepositoryPath, _ bytes: [UInt8]) -> Bool
    /// Whether this very file is of this kind. The first locator that says so reads it.
    func claims(_ file: SourceFile) -> Bool
    /// Finds what the file holds.
    ///
    /// - Throws: where the file is not what its name says; that becomes a finding.
    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError)
}

extension Locator {
    func accepts(_ path: RepositoryPath, _ bytes: [UInt8]) -> Bool { true }
    func claims(_ file: SourceFile) -> Bool { mayClaim(file.path) }
}

/// Every locator, in the order in which they are asked.
enum Locators {
    static let all: [any Locator] = [
        KustomizationLocator(),
        ComposeLocator(),
        GitHubActionsLocator(),
        GitLabLocator(),
        CloudBuildLocator(),
        BitbucketLocator(),
        CircleCILocator(),
        AzurePipelinesLocator(),
        DroneLocator(),
        KnownFileLocator(),
        HelmfileLocator(),
        FleetLocator(),
        ArgoOverridesLocator(),
        DockerfileLocator(),
        EarthfileLocator(),
        BakeLocator(),
        TerraformLocator(),
        TerraformJSONLocator(),
        TerraformVariablesLocator(),
        NomadLocator(),
        JsonnetLocator(),
        TiltfileLocator(),
        JenkinsfileLocator(),
        QuadletLocator(),
        BazelLocator(),
        BuildpacksLocator(),
        DevcontainerLocator(),
        ScriptLocator(),
        ECSTaskLocator(),
        CloudFormationLocator(),
        ChartTemplateLocator(),
        TemplateFileLocator(),
        ChartFileLocator(),
        HelmValuesLocator(),
        ACRTaskLocator(),
        ConcourseLocator(),
        KubeflowPipelineLocator(),
        CloudBuildContentLocator(),
        ComposeContentLocator(),
        ReleaseLocator(),
        GitLabJobLocator(),
        WorkflowTemplateLocator(),
        AnsibleLocator(),
        HelmsmanLocator(),
        TalosLocator(),
        JSONPatchLocator(),
        ReplacementFileLocator(),
        KustomizeBuiltinLocator(),
        KubernetesLocator(),
    ]
}
