/// How repositories are made that a registry does not make by itself.
package struct NewRepositories: Sendable, Hashable {
    package enum Tags: String, Sendable, CaseIterable {
        case mutable, immutable
    }

    package enum Encryption: String, Sendable, CaseIterable {
        case aes256 = "AES256"
        case kms = "KMS"
    }

    package enum Scan: String, Sendable, CaseIterable {
        case never
        case onPush = "on-push"
    }

    package var tags = Tags.mutable
    package var encryption = Encryption.aes256
    /// An ARN, for ``Encryption/kms``; AWS' own key otherwise.
    package var kmsKey: String?
    package var scan = Scan.never

    package init() {}
}
