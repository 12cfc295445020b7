package import YAMLSource

extension ConfigFile.Policy {
    /// Who has to stand for an image.
    package struct Verify: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case cosign, notation }
        package var cosign: Cosign?
        package var notation: Notation?
    }

    package struct Notation: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case trustStore, identities, timestampStore, verifyTimestamp
        }

        package var trustStore: Located<String>
        package var identities: [Located<String>]
        package var timestampStore: Located<String>?
        package var verifyTimestamp: Located<String>?
    }

    package struct Cosign: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case key, issuer, subject, trustRoot }
        package var key: Located<String>?
        package var issuer: Located<String>?
        package var subject: Located<String>?
        package var trustRoot: Located<String>?
    }

    package struct Scan: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case maximumSeverity }
        package var maximumSeverity: Located<String>
    }

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

extension ConfigFile.Registry {
    /// How repositories are made where the registry does not make them.
    package struct NewRepositories: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case tags, scan, encryption, kmsKey }
        package var tags: Located<String>?
        package var scan: Located<String>?
        package var encryption: Located<String>?
        package var kmsKey: Located<String>?
    }

    /// How often it may be asked.
    package struct Limits: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case concurrency, requestsPerSecond }
        package var concurrency: Located<Int>?
        package var requestsPerSecond: Located<Int>?
    }
}
