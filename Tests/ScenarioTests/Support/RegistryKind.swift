import PinnaceTestSupport
import Testing

/// How the registries of a scenario let people in.
enum RegistryKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case bearer, basic, layout

    var testDescription: String { rawValue }

    static let user = "robot"
    static let password = "correct horse: battery"

    /// Starts what serves the hosts; both trust one token service.
    func start(_ hosts: [String], in directory: TemporaryDirectory) async throws -> [ImageHost] {
        switch self {
        case .bearer:
            let rules = TokenServer.Rules(accounts: [Self.user: Self.password])
            let tokens = try await TokenServer.start(in: directory.path, rules: rules)
            return try await registries(hosts, .token(tokens))
        case .basic:
            return try await registries(hosts, .basic(user: Self.user, password: Self.password))
        case .layout:
            return try hosts.map { .layout(try ImageLayoutDirectory(directory.path("layouts/\($0)")), host: $0) }
        }
    }

    private func registries(_ hosts: [String], _ access: DockerRegistry.Access) async throws -> [ImageHost] {
        var result: [ImageHost] = []
        for _ in hosts { result.append(.registry(try await .start(access))) }
        return result
    }
}
