/// Who has to say when an image was signed, so that the signature outlives its certificate.
package struct TimestampRequirement: Hashable, Sendable {
    /// The values are those of Notation's trust policies.
    package enum Rule: String, CaseIterable, Sendable { case always, afterCertExpiry }

    /// The name of a trust store of time stamping authorities.
    package let store: String
    package let rule: Rule

    package init(store: String, rule: Rule) {
        self.store = store
        self.rule = rule
    }
}
