package import ImageModel

/// What an image's config says of how it runs (OCI image-spec, "Image Configuration"; `Healthcheck` is Docker's).
package struct InspectedConfig: Sendable, Hashable, Decodable {
    /// RFC 3339, as it stands there.
    package let created: String?
    package let user: String?
    package let workingDirectory: String?
    package let entrypoint: [String]
    package let command: [String]
    /// `8000/tcp`, sorted.
    package let exposedPorts: [String]
    /// `CMD`, `CMD-SHELL` and what follows; empty where there is none.
    package let healthCheck: [String]
    package let labels: [String: String]
    package let platform: Platform?

    private enum CodingKeys: String, CodingKey {
        case created, config
    }

    private struct Running: Decodable {
        struct Health: Decodable {
            let test: [String]?
            enum CodingKeys: String, CodingKey { case test = "Test" }
        }
        struct Present: Decodable {
            init(from decoder: any Decoder) {}
        }
        let user: String?
        let workingDirectory: String?
        let entrypoint: [String]?
        let command: [String]?
        let ports: [String: Present]?
        let health: Health?
        let labels: [String: String]?

        enum CodingKeys: String, CodingKey {
            case user = "User"
            case workingDirectory = "WorkingDir"
            case entrypoint = "Entrypoint"
            case command = "Cmd"
            case ports = "ExposedPorts"
            case health = "Healthcheck"
            case labels = "Labels"
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let running = try container.decodeIfPresent(Running.self, forKey: .config)
        created = try container.decodeIfPresent(String.self, forKey: .created)
        user = running?.user.flatMap { $0.isEmpty ? nil : $0 }
        workingDirectory = running?.workingDirectory.flatMap { $0.isEmpty ? nil : $0 }
        entrypoint = running?.entrypoint ?? []
        command = running?.command ?? []
        exposedPorts = running?.ports?.keys.sorted() ?? []
        let test = running?.health?.test ?? []
        healthCheck = test == ["NONE"] ? [] : test
        labels = running?.labels ?? [:]
        platform = try? Platform(from: decoder)
    }
}
