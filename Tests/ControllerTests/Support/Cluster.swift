import Foundation
import HTTPTransport
import KubernetesAPI
import Logging
import PinnaceTestSupport
import Settings
import Testing

@testable import Controller

/// A cluster with a config repository on a git server and images in a registry: all of them real but for the API server.
final class Cluster: Sendable {
    static let host = "registry.example.com"
    /// A manifest with one image to pin.
    static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: api}
        spec: {containers: [{name: api, image: "\(host)/team/api:1.2.3"}]}

        """

    let standIn: StandInAPIServer
    let registry: DockerRegistry
    let url: String
    let bare: String
    static let password = "git secret"
    private let scratch: GitScratch
    private let server: GitHTTPServer
    private let directory: TemporaryDirectory

    static func start(_ files: [String: String]) async throws -> Cluster {
        let scratch = try GitScratch()
        let bare = scratch.path("repositories/team/config.git")
        try await GitFixture.make(files).bareCopy(at: bare)
        let standIn = try StandInAPIServer.start()
        standIn.define(try APIJSON(parsing: ConfigRepository.definition.text()))
        for namespace in ["pinnace-system", "team-a", "prod"] { standIn.addNamespace(namespace) }
        return try await Cluster(
            standIn: standIn, registry: .start(), scratch: scratch, bare: bare,
            directory: TemporaryDirectory("cluster"))
    }

    private init(
        standIn: StandInAPIServer, registry: DockerRegistry, scratch: GitScratch, bare: String,
        directory: TemporaryDirectory
    ) async throws {
        self.standIn = standIn
        self.registry = registry
        self.scratch = scratch
        self.bare = bare
        self.directory = directory
        server = try await GitHTTPServer.start(
            root: scratch.path("repositories"), basicAuth: ("ana", Self.password), in: scratch)
        url = "\(server.url)/team/config.git"
    }

    /// The resource and its secret, as `kubectl apply` leaves them.
    ///
    func apply(_ spec: [String: APIJSON] = [:], name: String = "apps", namespace: String = "team-a") async throws {
        try await apply(spec, name: name, namespace: namespace, secret: "\(name)-git")
    }

    /// - Parameter secret: the secret's name; `nil` where it is there already.
    func apply(
        _ spec: [String: APIJSON], name: String, namespace: String = "team-a", secret: String?
    ) async throws {
        if let secret {
            standIn.create(
                "secrets",
                [
                    "metadata": ["name": .string(secret), "namespace": .string(namespace)],
                    "data": [
                        "username": .string(Data("ana".utf8).base64EncodedString()),
                        "password": .string(Data(Self.password.utf8).base64EncodedString()),
                    ],
                ])
        }
        let standard: APIJSON = [
            "url": .string(url), "branch": "main", "secretRef": ["name": .string("\(name)-git")],
        ]
        try await standIn.post(
            "configrepositories",
            [
                "metadata": ["name": .string(name), "namespace": .string(namespace)],
                "spec": standard.merged(with: .object(spec)),
            ])
    }

    /// A controller as a replica of it runs in a pod.
    func controller(
        lease: Bool = false, name: String = "pod-0", _ change: (inout ControllerSettings) -> Void = { _ in }
    ) throws -> ControllerService {
        var settings = ControllerSettings(
            cacheDirectory: directory.path("cache-\(name)"), environment: environment, version: "test")
        try settings.registries.addEndpoint("\(Self.host)=\(registry.endpoint)", subject: "test")
        if lease { settings.lease = ObjectKey(namespace: "pinnace-system", name: "pinnace-controller") }
        change(&settings)
        var configuration = HTTPClientConfiguration(version: "test")
        configuration.proxies = .none
        let access = ClusterAccess(
            server: standIn.url, tokens: FixedToken(Secret("token")))
        return ControllerService(
            settings, access: access, clusterHTTP: CURLClient(configuration), http: CURLClient(configuration),
            configuration, identity: name, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Puts a secret there, or another in its place.
    func secret(_ name: String, _ data: [String: String], namespace: String = "team-a") {
        standIn.create(
            "secrets",
            [
                "metadata": ["name": .string(name), "namespace": .string(namespace)],
                "data": .object(data.mapValues { .string(Data($0.utf8).base64EncodedString()) }),
            ])
    }

    /// Where a controller keeps its mirrors.
    func cache(_ name: String = "pod-0") -> String { directory.path("cache-\(name)") }

    /// What takes deliveries, with the secrets of a folder.
    func receiver(_ secrets: String) throws -> WebhookReceiver {
        var configuration = HTTPClientConfiguration(version: "test")
        configuration.proxies = .none
        let http = CURLClient(configuration)
        let access = ClusterAccess(server: standIn.url, tokens: FixedToken(Secret("token")))
        return WebhookReceiver(
            secrets: WebhookSecrets(directory: secrets),
            marker: WebhookMarker(KubernetesClient(access, http: http), ListOptions()),
            tokens: IdentityTokens(http: http, address: "http://127.0.0.1:1/"), metrics: Metrics(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private var environment: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": directory.path,
            "PINNACE_CLOUD_CREDENTIALS": "",
        ]
    }
}

extension Cluster {
    func resource(_ name: String = "apps", namespace: String = "team-a") throws -> APIJSON {
        try #require(standIn.object("configrepositories", namespace, name))
    }

    /// Waits until the resource is as a test wants it, and gives it back.
    func wait(
        _ name: String = "apps", namespace: String = "team-a", for what: String,
        _ isTrue: (APIJSON) -> Bool
    ) async throws -> APIJSON {
        for _ in 0..<600 {
            let resource = try resource(name, namespace: namespace)
            if isTrue(resource) { return resource }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("waited in vain for \(what): \(try resource(name, namespace: namespace))")
    }

    /// Waits until an event of this reason was told.
    func event(_ reason: String) async throws -> APIJSON {
        for _ in 0..<200 {
            if let event = standIn.objects("events").first(where: { $0["reason"]?.text == reason }) { return event }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("no event '\(reason)': \(standIn.objects("events"))")
    }

    /// Runs a controller as long as a test needs it.
    func running<Value>(
        _ service: ControllerService, _ body: () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await service.run() }
        do {
            let value = try await body()
            task.cancel()
            _ = await task.result
            return value
        } catch {
            task.cancel()
            _ = await task.result
            throw error
        }
    }

    func git(_ arguments: String...) async throws -> String { try await git(arguments) }

    func git(_ arguments: [String]) async throws -> String {
        try await Command.run("git", ["-C", bare] + arguments).checked()
    }
}

extension StandInAPIServer {
    private static let collections: [String: (path: String, version: String, kind: String)] = [
        "configrepositories": ("/apis/pinnace.dev/v1alpha1", "pinnace.dev/v1alpha1", "ConfigRepository"),
        "secrets": ("/api/v1", "v1", "Secret"), "configmaps": ("/api/v1", "v1", "ConfigMap"),
        "nodes": ("/api/v1", "v1", "Node"), "pods": ("/api/v1", "v1", "Pod"),
    ]

    /// Puts an object there with its status, as a cluster's own controllers leave it; its kind by its plural name.
    func create(_ plural: String, _ object: APIJSON) {
        var object = object
        object["apiVersion"] = Self.collections[plural].map { .string($0.version) }
        object["kind"] = Self.collections[plural].map { .string($0.kind) }
        put(object)
    }

    /// As `kubectl create`, with the schema's defaults.
    func post(_ plural: String, _ object: APIJSON) async throws {
        let collection = try #require(Self.collections[plural])
        var object = object
        object["apiVersion"] = .string(collection.version)
        object["kind"] = .string(collection.kind)
        let namespace = object["metadata"]?["namespace"]?.text ?? ""
        try await send("POST", "\(collection.path)/namespaces/\(namespace)/\(plural)", object, "application/json")
    }

    /// As `kubectl patch --type merge`.
    func patch(_ plural: String, _ namespace: String, _ name: String, _ change: APIJSON) async throws {
        let collection = try #require(Self.collections[plural])
        try await send(
            "PATCH", "\(collection.path)/namespaces/\(namespace)/\(plural)/\(name)", change,
            "application/merge-patch+json")
    }

    private func send(_ method: String, _ path: String, _ body: APIJSON, _ type: String) async throws {
        let answer = try await LoopbackHTTP.send(
            method, path, port: port, headers: [("Content-Type", type)], body: body.bytes)
        guard (200..<300).contains(answer.status) else {
            throw TestSupportError("\(method) \(path): \(String(decoding: answer.body, as: UTF8.self))")
        }
    }
}

extension APIJSON {
    /// A member of a member.
    subscript(path: [String]) -> APIJSON? { path.reduce(Optional(self)) { $0?[$1] } }

    func condition(_ type: String) -> APIJSON? {
        self["status"]?["conditions"]?.elements?.first { $0["type"]?.text == type }
    }

    var isReady: Bool { condition("Ready")?["status"] == "True" }
}
