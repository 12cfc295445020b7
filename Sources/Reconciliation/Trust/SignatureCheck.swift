import ImageModel
import Planning
import Registry
import Signatures

/// Looks for the signature that a policy asks for.
struct SignatureCheck: Sendable {
    private let registry: RegistryClient
    private let trust: TrustMaterial

    init(_ registry: RegistryClient, _ trust: TrustMaterial) {
        self.registry = registry
        self.trust = trust
    }

    /// - Parameter image: by its digest, where it is.
    /// - Returns: why it must not be trusted; `nil` where it may be.
    func objection(to image: ImageReference, _ requirement: SignatureRequirement) async -> ResolutionFailure? {
        guard let digest = image.digest else {
            return ResolutionFailure(.verificationFailed, "\(image.canonical) has no digest that could be signed")
        }
        guard let verifier = verifier(requirement) else {
            return ResolutionFailure(.notAllowed, notGiven(requirement))
        }
        let filter = AttachmentFilter(
            artifactTypes: verifier.artifactTypes, mediaTypes: verifier.mediaTypes,
            readsCosignTag: verifier.readsCosignTag)
        let found: AttachedBlobs
        do throws(RegistryError) {
            found = try await registry.attachedBlobs(of: image, filter)
        } catch {
            return error.failure
        }
        let signed = SignedImage(digest: digest, manifest: found.manifest)
        var problems: [String] = []
        for blob in found.blobs {
            let signature = AttachedSignature(
                mediaType: blob.mediaType, bytes: blob.bytes, annotations: blob.annotations)
            do throws(SignatureError) {
                try await verifier.verify(signature, of: signed)
                return nil
            } catch {
                problems.append(error.message)
            }
        }
        return failure(image, requirement, problems, leftOut: found.leftOut)
    }

    private func verifier(_ requirement: SignatureRequirement) -> (any SignatureVerifier)? {
        switch requirement {
        case .cosignKey(let name): trust.keys[name].map { CosignKeyVerifier($0) }
        case .cosignIdentity(let issuer, let subject, let name): identity(issuer, subject, name)
        case .notation(let name, let identities, let timestamps): notation(name, identities, timestamps)
        }
    }

    private func identity(_ issuer: String, _ subject: String, _ name: String) -> (any SignatureVerifier)? {
        guard let root = trust.roots[name], let pattern = try? IdentityPattern(issuer: issuer, subject: subject) else {
            return nil
        }
        return CosignIdentityVerifier(pattern, root: root)
    }

    private func notation(
        _ name: String, _ identities: [String], _ timestamps: TimestampRequirement?
    ) -> (any SignatureVerifier)? {
        let authorities = trust.stores[TrustStore.Name(.authority, name)]
        let signingAuthorities = trust.stores[TrustStore.Name(.signingAuthority, name)]
        guard authorities != nil || signingAuthorities != nil else { return nil }
        var stamped: NotationTrust.Timestamps?
        if let timestamps {
            guard let store = trust.stores[TrustStore.Name(.timestampAuthority, timestamps.store)] else { return nil }
            stamped = NotationTrust.Timestamps(store, timestamps.rule == .always ? .always : .afterCertificateExpiry)
        }
        return NotationVerifier(
            NotationTrust(authorities: authorities, signingAuthorities: signingAuthorities, timestamps: stamped),
            identities: identities.compactMap { try? NotationIdentity($0) })
    }

    private func notGiven(_ requirement: SignatureRequirement) -> String {
        let option =
            switch requirement {
            case .cosignKey(let name): "--verification-key \(name)=FILE"
            case .cosignIdentity(_, _, let name): "--trust-root \(name)=FILE"
            case .notation(let name, _, let timestamps):
                "--trust-store \(missing(name, timestamps))=FILE"
            }
        return "the policy asks for \(requirement.description), which the operator has not given: say \(option)"
    }

    /// The first store that is not there.
    private func missing(_ name: String, _ timestamps: TimestampRequirement?) -> TrustStore.Name {
        let kinds: [TrustStore.Kind] = [.authority, .signingAuthority]
        let isGiven = kinds.contains { trust.stores[TrustStore.Name($0, name)] != nil }
        guard isGiven, let timestamps else { return TrustStore.Name(.authority, name) }
        return TrustStore.Name(.timestampAuthority, timestamps.store)
    }

    private func failure(
        _ image: ImageReference, _ requirement: SignatureRequirement, _ problems: [String], leftOut: Int
    ) -> ResolutionFailure {
        let rest = leftOut == 0 ? "" : "; \(leftOut) more were too large or too many to be looked at"
        guard let first = problems.first else {
            guard leftOut == 0 else {
                return ResolutionFailure(
                    .verificationFailed,
                    "\(image.canonical) has \(leftOut) signatures that are too large or too many to be looked at")
            }
            return ResolutionFailure(
                .signatureMissing,
                "\(image.canonical) has no such signature: the policy asks for \(requirement.description)")
        }
        var seen: Set<String> = []
        let reasons = problems.filter { seen.insert($0).inserted }.prefix(3)
        let said =
            switch (problems.count, reasons.count) {
            case (1, _): "its signature \(first)"
            case (_, 1): "each of its \(problems.count) signatures \(first)"
            default: "of its \(problems.count) signatures " + reasons.map { "one \($0)" }.joined(separator: ", ")
            }
        return ResolutionFailure(
            .verificationFailed,
            "\(image.canonical) does not have \(requirement.description): \(said)\(rest)")
    }
}
