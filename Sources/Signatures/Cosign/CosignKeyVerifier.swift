import ImageModel

/// cosign's signatures by one of some keys.
package struct CosignKeyVerifier: SignatureVerifier {
    private let keys: [PublicKey]

    package init(_ keys: [PublicKey]) {
        self.keys = keys
    }

    package var artifactTypes: Set<String> { CosignForm.artifactTypes }
    package var mediaTypes: Set<String> { CosignForm.mediaTypes }
    package var readsCosignTag: Bool { true }

    package func verify(_ signature: AttachedSignature, of image: SignedImage) async throws(SignatureError) {
        if signature.mediaType == SimpleSigning.mediaType {
            let signing = try SimpleSigning(signature)
            try check(signing.signature, signing.payload)
            try signing.check(image)
        } else {
            let content = try SigstoreBundle.read(signature.bytes).content(for: image)
            try check(content.signature, content.message)
        }
    }

    private func check(_ signature: [UInt8], _ message: [UInt8]) throws(SignatureError) {
        guard keys.contains(where: { $0.isValid(signature, for: message) }) else {
            throw SignatureError("was not made with this key")
        }
    }
}

/// The forms that cosign attaches signatures in.
enum CosignForm {
    static let artifactTypes: Set = SigstoreBundle.mediaTypes.union(["application/vnd.dev.cosign.artifact.sig.v1+json"])
    static let mediaTypes: Set = SigstoreBundle.mediaTypes.union([SimpleSigning.mediaType])
}
