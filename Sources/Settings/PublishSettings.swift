package import Planning

/// Where commits go, and how they are offered.
package struct PublishSettings: Hashable, Sendable {
    package var mode = PublishMode.push
    /// With `{base}` and `{group}` to fill in; `nil` for the usual one.
    package var branch: String?
    package var grouping = ChangeGrouping.none
    package var labels: [String] = []
    package var reviewers: [String] = []
    package var mergesWhenReady = false

    package init() {}
}

package enum PublishMode: String, Hashable, Sendable, CaseIterable {
    /// To the branch that was planned on.
    case push
    /// To a branch that is kept for it.
    case branch
    /// The same, with a pull request.
    case pullRequest = "pull-request"
}
