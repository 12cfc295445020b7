/// What a configuration adds to what the locators know.
package struct LocatorOptions: Hashable, Sendable {
    /// Hosts of rewrite rules: where one stands outside of every known place, that is a finding.
    package var searchedHosts: [String] = []

    package init() {}
}
