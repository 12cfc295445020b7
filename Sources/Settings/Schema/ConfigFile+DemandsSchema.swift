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
