/// What a Chart.yaml says.
package struct HelmChart: Hashable, Sendable {
    /// What an empty tag stands for in most charts.
    package let appVersion: String?

    package init(appVersion: String?) {
        self.appVersion = appVersion
    }
}
