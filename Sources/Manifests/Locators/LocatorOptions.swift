/// What a configuration adds to what the locators know.
package struct LocatorOptions: Hashable, Sendable {
    /// Hosts of rewrite rules, alone or with the start of a path (`gcr.io`, `gcr.io/project/`): where one stands outside
    /// of every known place, that is a finding.
    package var searchedHosts: [String] = []

    /// Fields of the user's own.
    package var rules: [CustomFieldRule] = []

    package init() {}
}
