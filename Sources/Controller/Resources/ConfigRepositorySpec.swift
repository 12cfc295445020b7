/// Where a config repository is, how often it is looked at, and with which secrets. What is decided in it stands in the
/// repository itself, so that laptop, CI and cluster decide alike.
package struct ConfigRepositorySpec: Codable, Hashable, Sendable {
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case url, branch, path, secretRef, interval, batchWindow, timeout, suspend, dryRun, platforms, configRef
        case pullSecrets, publish, signing, rollback, notifications
    }

    package var url: String
    package var branch: String?
    package var path: String?
    package var secretRef: LocalReference?
    package var interval: String?
    package var batchWindow: String?
    package var timeout: String?
    package var suspend: Bool?
    package var dryRun: Bool?
    package var platforms: [String]?
    package var configRef: ConfigReference?
    package var pullSecrets: [LocalReference]?
    package var publish: Publish?
    package var signing: Signing?
    package var rollback: Rollback?
    package var notifications: [Notification]?

    package init(url: String) {
        self.url = url
    }

    /// An object in the resource's own namespace.
    package struct LocalReference: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case name }

        package var name: String

        package init(name: String) {
            self.name = name
        }
    }

    package struct ConfigReference: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case name, key }

        package var name: String
        package var key: String?

        package init(name: String, key: String? = nil) {
            self.name = name
            self.key = key
        }
    }

    package struct Publish: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case mode, forge, secretRef }

        package var mode: String?
        package var forge: String?
        package var secretRef: LocalReference?
    }

    package struct Signing: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case secretRef }

        package var secretRef: LocalReference
    }

    package struct Rollback: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case automatic, window }

        package var automatic: Bool?
        package var window: String?
    }
}

extension ConfigRepositorySpec {
    /// The word that stands for the platforms of the cluster's nodes.
    package static let nodePlatforms = "nodes"

    package static let standardInterval = "10m"
    package static let standardTimeout = "10m"
    package static let standardWindow = "15m"
    static let standardConfigKey = "config.yaml"
}
