/// What the operator gave to check signatures with, by the names that policies use.
package struct TrustMaterial: Sendable {
    package var keys: [String: [PublicKey]] = [:]
    package var stores: [TrustStore.Name: TrustStore] = [:]
    package var roots: [String: TrustedRoot] = [:]

    package init() {}
}
