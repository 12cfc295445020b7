#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A repository on a forge.
package struct ForgeRepository: Hashable, Sendable {
    package let kind: ForgeKind
    /// Where the forge is asked, without a slash at its end.
    package let api: URL
    /// The host that its git URL names, with its port where that is not the usual one.
    package let host: String
    /// Owner and name; for GitLab any number of groups and the name; for Azure DevOps organisation (or collection),
    /// project and repository.
    package let path: [String]

    package init(kind: ForgeKind, api: URL, host: String, path: [String]) {
        self.kind = kind
        self.api = api
        self.host = host
        self.path = path
    }

    /// `github.com/team/config`
    package var name: String { ([host] + path).joined(separator: "/") }

    var owner: String { path.first ?? "" }
}
