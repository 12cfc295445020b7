import ImageModel

extension RegistryError {
    static func wrongDigest(_ subject: String, expected: Digest, found: Digest) -> RegistryError {
        RegistryError(
            .digestMismatch, reason: .verificationFailed, subject: subject,
            message: "the bytes that came have the digest \(found), not \(expected): "
                + "they were damaged or exchanged on the way; nothing of them was used"
        )
    }

    static func wrongSize(_ subject: String, digest: Digest, expected: Int64, found: Int64) -> RegistryError {
        RegistryError(
            .digestMismatch, reason: .verificationFailed, subject: subject,
            message: "\(digest) has \(found) bytes or more where \(expected) were announced; nothing of them was used"
        )
    }

    static func tooLarge(_ subject: String, what: String, limit: Int) -> RegistryError {
        RegistryError(
            .tooLarge, reason: .unsupportedManifest, subject: subject,
            message: "\(what) is larger than \(limit >> 20) MiB, which is more than is read"
        )
    }

    static func unsupported(_ subject: String, _ message: String) -> RegistryError {
        RegistryError(.unsupportedManifest, reason: .unsupportedManifest, subject: subject, message: message)
    }

    static func schema1(_ subject: String) -> RegistryError {
        unsupported(
            subject,
            "the registry has this image in Docker's schema 1 alone, whose digest changes with its signature: "
                + "push it again with a current tool, then it can be pinned"
        )
    }

    static func shape(_ problem: ManifestShape.Problem, _ subject: String) -> RegistryError {
        switch problem {
        case .unreadable: unsupported(subject, "what the registry sent is no manifest: its JSON cannot be read")
        case .ambiguous:
            unsupported(subject, "the manifest can be read as two kinds of image, so nobody knows which one runs")
        case .unknown(let type): unsupported(subject, "the manifest's type is \(type), which is no image")
        }
    }

    static var cancelled: RegistryError {
        RegistryError(.cancelled, reason: .registryUnavailable, subject: "registry", message: "cancelled")
    }
}
