/// Who has to stand for an image. Keys, stores and roots are named; what they are is the operator's to say.
package enum SignatureRequirement: Hashable, Sendable {
    /// cosign's signature by a key.
    case cosignKey(String)
    /// cosign's signature by an identity that an issuer knows; `*` in the subject stands for any text.
    case cosignIdentity(issuer: String, subject: String, root: String)
    /// The Notary Project's, by identities that a trust store vouches for.
    case notation(store: String, identities: [String], timestamps: TimestampRequirement? = nil)

    /// As a sentence goes on: "asks for …".
    package var description: String {
        switch self {
        case .cosignKey(let name): "cosign's signature by the key '\(name)'"
        case .cosignIdentity(let issuer, let subject, let root):
            "cosign's signature by '\(subject)' of \(issuer), by the trust root '\(root)'"
        case .notation(let store, _, _): "a Notary Project signature by somebody of the trust store '\(store)'"
        }
    }
}
