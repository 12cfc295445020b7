/// What a Chart.yaml says.
package struct HelmChart: Hashable, Sendable {
    /// What an empty tag stands for in most charts.
    package let appVersion: String?
    package var name: String?
    package var dependencies: [Dependency] = []

    /// Another chart that is rendered with it, whose values stand below a key of its own.
    package struct Dependency: Hashable, Sendable {
        package let name: String
        package let alias: String?
        /// The chart's folder, for a `file://` in this repository.
        package let folder: RepositoryPath?

        var key: String { alias ?? name }
    }

    package init(appVersion: String?) {
        self.appVersion = appVersion
    }
}
