package import Manifests
package import Planning
package import Registry

/// Everything that was decided before a run, valid as a whole.
package struct Configuration: Sendable {
    package var files = FileSelection()
    package var locatorOptions = LocatorOptions()
    package var rules = PlanningRules()
    package var registries = RegistryConfiguration()
    /// How repositories are made, by host.
    package var newRepositories: [String: NewRepositories] = [:]
    /// Hosts whose address the repository named without being allowed to, with the sentence that says so.
    package var refusedHosts: [String: RefusedHost] = [:]
    package var commit = CommitSettings()
    package var publish = PublishSettings()

    package init() {}
}

/// A host that must not be asked in this run.
package struct RefusedHost: Hashable, Sendable {
    package let message: String
    package let error: ConfigurationError

    init(_ error: ConfigurationError) {
        self.error = error
        message = error.description
    }
}

package struct CommitSettings: Hashable, Sendable {
    /// Of a reconcile; `nil` for the usual one.
    package var subject: PlanTemplate?
    /// Between the subject and the trailers of a reconcile; `nil` for what changes, an image after the other.
    package var body: PlanTemplate?
    package var author: CommitAuthor?
    /// What has to vouch for every commit. The key is the operator's to name, never the repository's.
    package var sign: RequiredSignature?

    package init() {}
}

package struct CommitAuthor: Hashable, Sendable {
    package let name: String
    package let email: String

    package init(name: String, email: String) {
        self.name = name
        self.email = email
    }
}

/// What kind of signature a repository wants on its commits.
package enum RequiredSignature: String, Hashable, Sendable, CaseIterable {
    case ssh, openpgp
    /// Of whatever kind the operator has a key for.
    case any
}
