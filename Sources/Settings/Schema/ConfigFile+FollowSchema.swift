import Planning

extension ConfigFile.Follow: SchemaValue {
    package static var shape: SchemaShape { .either(.string, .object(ConfigFile.FollowRules.self)) }
}

extension ConfigFile.FollowRules: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .semver:
            Self.key(
                \.semver, "The greatest version in a range: ~2.8, ^1.2, 1.x, 1.2 - 1.4, >=1.2 <2, and || between them.",
                examples: [.string("~2.8")])
        case .calver:
            Self.key(
                \.calver,
                "The latest date in a format of YYYY, YY, 0Y, MM, 0M, WW, 0W, DD, 0D, MAJOR, MINOR and MICRO.",
                examples: [.string("YYYY.0M.0D")])
        case .numerical:
            Self.key(
                \.numerical, "The greatest whole number (asc), or the least (desc).",
                words: TagPolicy.Direction.allCases.map(\.rawValue))
        case .alphabetical:
            Self.key(
                \.alphabetical, "The last tag by its bytes (asc), or the first (desc).",
                words: TagPolicy.Direction.allCases.map(\.rawValue))
        case .newest:
            Self.key(\.newest, "The image that was made last, by its config.", words: NewestBy.allCases.map(\.rawValue))
        case .include:
            Self.key(
                \.include, "A regular expression; tags without a match are passed over.",
                examples: [.string("-alpine$")])
        case .exclude:
            Self.key(
                \.exclude, "A regular expression; tags with a match are passed over.", examples: [.string("-debug$")])
        case .extract: Self.key(\.extract, "What of a tag is compared; the whole tag otherwise.")
        case .prereleases:
            Self.key(
                \.prereleases, "Whether pre-releases count where the range names none.", standard: .bool(false))
        case .allowOlder:
            Self.key(
                \.allowOlder, "Whether a reference may go back to a tag that is older than the one that stands there.",
                standard: .bool(false))
        }
    }

    package static var relations: [SchemaJSON.Member] {
        let orders: [CodingKeys] = [.semver, .calver, .numerical, .alphabetical, .newest]
        return [
            .init(
                "oneOf",
                .list(orders.map { .object([.init("required", .words([$0.stringValue]))]) }))
        ]
    }
}

extension ConfigFile.Extract: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .pattern:
            Self.key(
                \.pattern, "A regular expression with groups; tags without a match are passed over.",
                examples: [.string("^main-[0-9a-f]+-(?P<time>[0-9]+)$")])
        case .template:
            Self.key(
                \.template, "What is compared: $name, ${name} or $1 of the pattern; its only group otherwise.",
                examples: [.string("$time")])
        }
    }
}
