package import YAMLSource

extension ConfigFile.Policy {
    /// What is asked of an image's manifest and config.
    package struct ImageRequirements: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case maximumCompressedSize, exposedPort, entrypoint, user, healthcheck, maximumAge, labels
        }

        package var maximumCompressedSize: Located<String>?
        package var exposedPort: Located<Int>?
        package var entrypoint: Located<String>?
        package var user: Located<String>?
        package var healthcheck: Located<String>?
        package var maximumAge: Located<String>?
        package var labels: [Located<String>]?
    }
}
