import Planning

extension HoldsFile: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .apiVersion: Self.key(\.apiVersion, "The version of this file's format.", words: [ConfigFile.apiVersion])
        case .kind: Self.key(\.kind, "What this file is.", words: ["Holds"])
        case .holds: Self.key(\.holds, "The holds. The first that covers a place counts.")
        }
    }
}

extension HoldsFile.Entry: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .image:
            Self.key(
                \.image, "Images by where they are or would go: a repository, or a pattern with * and **.",
                examples: [.string("us-central1-docker.pkg.dev/**/cloud-sql-proxy")])
        case .file:
            Self.key(\.file, "A file, from the repository's top.", examples: [.string("apps/api/deployment.yaml")])
        case .object:
            Self.key(\.object, "KIND/NAMESPACE/NAME, as the plan shows it.", examples: [.string("Deployment/prod/api")])
        case .field:
            Self.key(
                \.field, "A field, as the plan shows it.",
                examples: [.string("spec.template.spec.containers[0].image")])
        case .from: Self.key(\.from, "What a rollback put back; for people.")
        case .to: Self.key(\.to, "What a rollback took away; for people.")
        case .digests: Self.key(\.digests, "Digests that were refused or in use here; see 'lapse'.")
        case .lapse:
            Self.key(
                \.lapse,
                "Whether the hold also ends when a digest comes that is not in 'digests'. A refused change of registry stays refused.",
                standard: Hold.Lapse.never)
        case .until:
            Self.key(
                \.until, "The last day of the hold; it has no end otherwise.", examples: [.string("2026-12-31")],
                .init("pattern", .string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))
        case .reason: Self.key(\.reason, "Why, for those who read the history.")
        case .who: Self.key(\.who, "Who holds it: Name <address>.")
        case .since: Self.key(\.since, "The day that it was written.", examples: [.string("2026-11-20")])
        }
    }
}
