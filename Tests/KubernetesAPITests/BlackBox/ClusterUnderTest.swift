import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

/// The API server that the black-box suite runs against: a real one where `KUBEBUILDER_ASSETS` names its programs, else
/// the stand-in. Tests know it through the client alone.
struct ClusterUnderTest: Sendable {
    @TaskLocal static var current: ClusterUnderTest?

    let client: KubernetesClient
    /// The same server asked with a token that it does not know.
    let stranger: KubernetesClient
    let isReal: Bool

    static func client(_ access: ClusterAccess) -> KubernetesClient {
        KubernetesClient(access, http: ClusterHTTPClient(access))
    }

    init(_ url: URL, token: String, isReal: Bool) {
        var access = ClusterAccess(server: url, tokens: FixedToken(Secret(token)))
        // The server makes its own certificate when it starts.
        access.trustsAnyServer = isReal
        client = Self.client(access)
        access.tokens = FixedToken(Secret("nobody"))
        stranger = Self.client(access)
        self.isReal = isReal
    }

    /// A namespace for one test.
    func namespace() async throws -> String {
        let name = "test-\(UUID().uuidString.lowercased())"
        return try await client.create(NamespaceObject(name)).metadata.name ?? name
    }
}

/// Starts the server for a suite, and says which one it is.
struct ClusterTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard let assets = RealAPIServer.assets else {
            print("KubernetesAPITests: the API server is the stand-in; KUBEBUILDER_ASSETS names no real one")
            let server = try StandInAPIServer.start()
            defer { server.stop() }
            server.accept(tokens: ["token"])
            return try await run(ClusterUnderTest(server.url, token: "token", isReal: false), function)
        }
        print("KubernetesAPITests: the API server is \(assets)/kube-apiserver")
        let server = try await RealAPIServer.start(assets: assets)
        defer { server.stop() }
        try await run(ClusterUnderTest(server.url, token: server.token, isReal: true), function)
    }

    private func run(_ cluster: ClusterUnderTest, _ function: @Sendable () async throws -> Void) async throws {
        try await makeReady(cluster.client)
        try await ClusterUnderTest.$current.withValue(cluster) { try await function() }
    }

    /// A server that listens may not answer yet, and a definition takes a moment until it is served.
    private func makeReady(_ client: KubernetesClient) async throws {
        try await eventually { _ = try await client.list(Namespace.self) }
        try await eventually { _ = try await client.get(Namespace.self, ObjectKey(name: "default")) }
        for definition in [Widget.definition, try await PublishedDefinition.object()] {
            _ = try await client.create(Definition(definition))
        }
        try await eventually { _ = try await client.list(Widget.self) }
        try await eventually { _ = try await client.list(PublishedDefinition.self) }
    }

    private func eventually(_ body: () async throws -> Void) async throws {
        for _ in 0..<300 {
            if (try? await body()) != nil { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        try await body()
    }
}

extension Trait where Self == ClusterTrait {
    static var cluster: Self { ClusterTrait() }
}

/// Whatever JSON a test writes as an object of a kind.
private struct Definition: KubernetesResource {
    static let type = ResourceType(
        group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition",
        plural: "customresourcedefinitions", isNamespaced: false)

    var metadata = ObjectMeta()
    let object: APIJSON

    init(_ object: APIJSON) {
        self.object = object
    }

    init(from decoder: any Decoder) throws {
        object = try APIJSON(from: decoder)
    }

    func encode(to encoder: any Encoder) throws { try object.encode(to: encoder) }
}

private struct NamespaceObject: KubernetesResource {
    static let type = Namespace.type
    var apiVersion = Namespace.type.apiVersion
    var kind = Namespace.type.kind
    var metadata: ObjectMeta

    init(_ name: String) {
        metadata = ObjectMeta(name: name)
    }

    private enum CodingKeys: String, CodingKey { case apiVersion, kind, metadata }
}
