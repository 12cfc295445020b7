import Planning
import Registry

extension ConfigFile.Policy.Verify: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .cosign: Self.key(\.cosign, "A signature of cosign's.")
        case .notation: Self.key(\.notation, "A signature of the Notary Project, as Notation makes it.")
        }
    }

    package static var relations: [SchemaJSON.Member] {
        [.init("oneOf", .list([.requiring("cosign"), .requiring("notation")]))]
    }
}

extension ConfigFile.Policy.Cosign: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .key:
            Self.key(
                \.key, "The name of a key that the operator gives: --verification-key NAME=FILE.",
                examples: [.string("release")])
        case .issuer:
            Self.key(
                \.issuer, "Without a key: who has to know the signer.",
                examples: [.string("https://token.actions.githubusercontent.com")])
        case .subject:
            Self.key(
                \.subject, "Without a key: who has to be the signer, * for any text.",
                examples: [.string("https://github.com/acme/app/.github/workflows/release.yaml@refs/tags/*")])
        case .trustRoot:
            Self.key(
                \.trustRoot, "Without a key: the name of a trust root that the operator gives: --trust-root NAME=FILE.",
                examples: [.string("sigstore")])
        }
    }

    package static var relations: [SchemaJSON.Member] {
        [.init("oneOf", .list([.requiring("key"), .requiring("issuer", "subject", "trustRoot")]))]
    }
}

extension ConfigFile.Policy.ImageRequirements: DescribedKeys {
    static let required = "required"
    static let nonRoot = "non-root"

    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .maximumCompressedSize:
            Self.key(
                \.maximumCompressedSize,
                "The most that the layers may measure as registries store them, compressed: bytes, kB, MB, GB, KiB, MiB or GiB.",
                examples: [.string("200MB")])
        case .exposedPort:
            Self.key(
                \.exposedPort, "A TCP port that the config has to expose.", examples: [.integer(8000)],
                .init("minimum", .integer(1)), .init("maximum", .integer(65535)))
        case .entrypoint: Self.key(\.entrypoint, "Whether there has to be an entry point.", words: [Self.required])
        case .user: Self.key(\.user, "Whose the process must not be.", words: [Self.nonRoot])
        case .healthcheck:
            Self.key(
                \.healthcheck, "Whether there has to be a health check, which only configs of Docker's format hold.",
                words: [Self.required])
        case .maximumAge:
            Self.key(
                \.maximumAge, "How long ago it may have been built: hours, days or weeks, as 12h, 90d or 8w.",
                examples: [.string("90d")])
        case .labels:
            Self.key(
                \.labels, "Labels that have to be there: KEY, or KEY=VALUE with * for any text.",
                examples: [.words(["org.opencontainers.image.source=https://github.com/acme/*"])])
        }
    }
}

extension ConfigFile.Policy.Notation: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .trustStore:
            Self.key(
                \.trustStore, "The name of a trust store that the operator gives: --trust-store NAME=FILE.",
                examples: [.string("acme")])
        case .identities:
            Self.key(
                \.identities, "Who may have signed: x509.subject and the attributes of a name, or * for all.",
                examples: [.words(["x509.subject: C=US, ST=WA, O=Acme"])])
        case .timestampStore:
            Self.key(
                \.timestampStore,
                "The name of a trust store of time stamping authorities: --trust-store tsa:NAME=FILE.",
                examples: [.string("acme-time")])
        case .verifyTimestamp:
            Self.key(
                \.verifyTimestamp,
                "When a timestamp has to be there: in any case, or once a certificate of the signature has expired.",
                standard: TimestampRequirement.Rule.always)
        }
    }
}

extension ConfigFile.Policy.Scan: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .maximumSeverity:
            Self.key(
                \.maximumSeverity, "The most severe finding that is accepted; an image without a finished scan is not.",
                words: FindingSeverity.allCases.filter { $0 < .critical }.map(\.rawValue))
        }
    }
}

extension ConfigFile.Registry.NewRepositories: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .tags: Self.key(\.tags, "Whether tags can be moved.", standard: NewRepositories.Tags.mutable)
        case .scan: Self.key(\.scan, "When images are scanned.", standard: NewRepositories.Scan.never)
        case .encryption:
            Self.key(\.encryption, "What layers are encrypted with.", standard: NewRepositories.Encryption.aes256)
        case .kmsKey:
            Self.key(
                \.kmsKey, "For KMS: the key's ARN; AWS' own key otherwise.",
                examples: [.string("arn:aws:kms:us-east-1:123456789012:key/…")])
        }
    }
}

extension ConfigFile.Registry.Limits: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .concurrency:
            Self.key(
                \.concurrency, "Requests in flight at once, blobs not counted; --jobs bounds them in any case.",
                examples: [.integer(4)], .init("minimum", .integer(1)))
        case .requestsPerSecond:
            Self.key(
                \.requestsPerSecond, "Requests that begin in a second; as many as there are otherwise.",
                examples: [.integer(10)], .init("minimum", .integer(1)))
        }
    }
}
