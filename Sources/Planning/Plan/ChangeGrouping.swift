/// Which changes go into one branch and one pull request.
package enum ChangeGrouping: String, Hashable, Sendable, CaseIterable {
    /// All of them.
    case none
    /// Those in files of one folder.
    case folder
    /// Those in files of the same owners, by the file CODEOWNERS.
    case owner
    /// Those to one image.
    case image
}
