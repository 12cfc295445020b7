package import Manifests
package import Planning
package import Registry
package import Signatures

/// What a run decides by, read from the files that it plans on and from the operator.
package struct RunInputs: Sendable {
    package var rules: PlanningRules
    package var holds: HoldBook
    package var isSelected: @Sendable (RepositoryPath) -> Bool
    package var registry: RegistryClient
    /// Hosts that must not be asked, each with the sentence that says why.
    package var refusedHosts: [String: String]
    /// What the operator gave to check signatures with.
    package var trust = TrustMaterial()
    /// The commit's subject; `nil` for the usual one.
    package var subject: PlanTemplate?
    /// What follows the subject; `nil` for what changes, an image after the other.
    package var body: PlanTemplate?
    /// Finds the references.
    package var locator = FileLocator()
    /// Where holds are kept; moves that people took back are not looked for without it.
    package var ledger: HoldsLedger?
    /// What earlier runs found by the same locator.
    package var scans: ScanStore?
    /// Files read at once.
    package var jobs = 8

    package init(
        rules: PlanningRules,
        holds: HoldBook,
        isSelected: @escaping @Sendable (RepositoryPath) -> Bool,
        registry: RegistryClient,
        refusedHosts: [String: String]
    ) {
        self.rules = rules
        self.holds = holds
        self.isSelected = isSelected
        self.registry = registry
        self.refusedHosts = refusedHosts
    }

    package var scanner: RepositoryScanner {
        RepositoryScanner(jobs: jobs, locator: locator, store: scans, isSelected: isSelected)
    }
    package var resolver: RegistryResolver { RegistryResolver(registry, refused: refusedHosts, trust: trust) }
}
