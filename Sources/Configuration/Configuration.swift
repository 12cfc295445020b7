package import Manifests
package import Planning
package import Registry

/// Everything that was decided before a run, valid as a whole.
package struct Configuration: Sendable {
    package var files = FileSelection()
    package var locatorOptions = LocatorOptions()
    package var rules = PlanningRules()
    package var registries = RegistryConfiguration()
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
    /// With `{changes}` and `{images}` to fill in.
    package var subject: String?
    package var author: CommitAuthor?

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
