import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct ObjectTests {
    private let cluster: Cluster
    private var client: KubernetesClient { cluster.client }
    private let key = ObjectKey(namespace: "default", name: "a")

    init() throws {
        cluster = try Cluster.started()
    }

    @Test func whatIsMadeHasDefaultsAndAVersion() async throws {
        var widget = Widget("a")
        widget.status = .init(phase: "made up")
        let made = try await client.create(widget)
        #expect(made.spec.colour == "red")
        #expect(made.status == .init(observedGeneration: -1))
        #expect(made.metadata.generation == 1)
        #expect(made.metadata.resourceVersion?.isEmpty == false)
        #expect(try await client.get(Widget.self, key) == made)
    }

    @Test func aNameIsTakenOnce() async throws {
        _ = try await client.create(Widget("a"))
        let error = await failure { () async throws(KubernetesError) in try await client.create(Widget("a")) }
        #expect(error?.code == .alreadyExists)
        #expect(
            error?.description == #"create widgets default: widgets.test.pinnace.dev "a" already exists"#)
    }

    @Test func whatIsNotThereIsSaid() async throws {
        let error = await failure { () async throws(KubernetesError) in try await client.get(Widget.self, key) }
        #expect(error?.code == .notFound)
        #expect(error?.reason == "NotFound")
        #expect(error?.description == #"get widgets default/a: widgets.test.pinnace.dev "a" not found"#)
    }

    @Test(arguments: ["../secrets", "a/b", "", ".", "..", "a?b", "a b", "ä", "a%2fb"])
    func aNameThatLeadsElsewhereIsNotAsked(_ name: String) async throws {
        let error = await failure { () async throws(KubernetesError) in
            try await client.get(Widget.self, ObjectKey(namespace: "default", name: name))
        }
        #expect(error?.code == .invalid)
        #expect(cluster.server.calls.isEmpty)
    }

    @Test func whatTheSchemaDoesNotAllowIsRefused() async throws {
        let error = await failure { () async throws(KubernetesError) in try await client.create(Widget("a", size: 101))
        }
        #expect(error?.code == .invalid)
        #expect(error?.status == 422)
        #expect(error?.message.contains("spec.size: Invalid value") == true)
    }

    @Test func aReplacementNeedsTheVersion() async throws {
        var widget = try await client.create(Widget("a"))
        let stale = widget
        widget.spec.size = 2
        widget.status?.phase = "not written here"
        let replaced = try await client.replace(widget)
        #expect(replaced.metadata.generation == 2)
        #expect(replaced.status?.phase == nil)

        let conflict = await failure { () async throws(KubernetesError) in try await client.replace(stale) }
        #expect(conflict?.code == .conflict)
        var blind = replaced
        blind.metadata.resourceVersion = nil
        let invalid = await failure { () async throws(KubernetesError) in try await client.replace(blind) }
        #expect(invalid?.code == .invalid)
        #expect(invalid?.status == 422)
    }

    @Test func aPatchChangesWhatItNames() async throws {
        cluster.server.put([
            "apiVersion": "test.pinnace.dev/v1", "kind": "Widget",
            "metadata": ["name": "a", "annotations": ["kept": "yes"]], "spec": ["size": 1], "unknown": ["kept": true],
        ])
        let widget = try await client.get(Widget.self, key)
        let changed = try await client.update(widget) { $0.spec.size = 7 }
        #expect(changed.spec.size == 7)
        #expect(changed.metadata.annotations == ["kept": "yes"])
        let same = try await client.update(changed) { $0.spec.size = 7 }
        #expect(same.metadata.resourceVersion == changed.metadata.resourceVersion)
        #expect(cluster.server.calls.map(\.verb) == ["get", "patch"])
    }

    @Test func anObjectIsTakenAwayIfItIsTheOne() async throws {
        let widget = try await client.create(Widget("a"))
        let other = await failure { () async throws(KubernetesError) in
            try await client.delete(Widget.self, key, uid: "another")
        }
        #expect(other?.code == .conflict)
        try await client.delete(Widget.self, key, uid: widget.metadata.uid)
        #expect(cluster.server.objects("widgets").isEmpty)
    }

    @Test func secretsDoNotPrint() async throws {
        cluster.server.put([
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "git"], "type": "Opaque",
            "data": ["password": "aHVudGVyMg==", "binary": "/w=="],
        ])
        let secret = try await client.get(SecretObject.self, ObjectKey(namespace: "default", name: "git"))
        #expect(secret.values == ["password": Secret("hunter2")])
        #expect(!"\(secret)".contains("hunter2"))
        var text = ""
        dump(secret, to: &text)
        #expect(!text.contains("hunter2"))
    }
}
