/// Whom signatures of the Notary Project may lead to.
package struct NotationTrust: Sendable {
    /// When timestamps are looked at (notaryproject/specifications, "Trust Policy": `verifyTimestamp`).
    package enum TimestampRule: Sendable { case always, afterCertificateExpiry }

    package struct Timestamps: Sendable {
        let authorities: TrustStore
        let rule: TimestampRule

        package init(_ authorities: TrustStore, _ rule: TimestampRule) {
            self.authorities = authorities
            self.rule = rule
        }
    }

    /// For signers by themselves.
    let authorities: TrustStore?
    /// For those who sign for others, and say when they did.
    let signingAuthorities: TrustStore?
    let timestamps: Timestamps?

    package init(authorities: TrustStore?, signingAuthorities: TrustStore? = nil, timestamps: Timestamps? = nil) {
        self.authorities = authorities
        self.signingAuthorities = signingAuthorities
        self.timestamps = timestamps
    }
}
