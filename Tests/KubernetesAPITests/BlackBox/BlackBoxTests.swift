import KubernetesAPI
import PinnaceTestSupport
import Testing

/// What the protocol says, on whichever server there is.
@Suite(.cluster) struct BlackBoxTests {
    private let cluster: ClusterUnderTest
    private var client: KubernetesClient { cluster.client }

    init() throws {
        cluster = try #require(ClusterUnderTest.current)
    }

    private func configMap(_ name: String, _ namespace: String) -> Map { Map(name, in: namespace) }

    @Test func aStrangerIsNotKnown() async throws {
        let error = await failure { () async throws(KubernetesError) in
            try await cluster.stranger.list(ConfigMap.self)
        }
        #expect(error?.code == .unauthorized)
    }

    @Test func whatTheSchemaDoesNotKnowIsDroppedAndDefaultsAreThere() async throws {
        let namespace = try await cluster.namespace()
        var made = Loose(Widget("a", in: namespace))
        made.spec = ["size": 1, "unheardOf": true]
        made.status = ["phase": "made up"]
        let loose = try await client.create(made)
        #expect(loose.spec == ["size": 1, "colour": "red"])
        #expect(loose.status == ["observedGeneration": -1])
        #expect(loose.metadata.generation == 1)
    }

    @Test(arguments: [["size": 101], ["size": "large"], ["size": 1, "colour": "green"], [:]] as [APIJSON])
    func whatIsNotValidIsRefused(_ spec: APIJSON) async throws {
        let namespace = try await cluster.namespace()
        var widget = Loose(Widget("a", in: namespace))
        widget.spec = spec
        let error = await failure { () async throws(KubernetesError) in try await client.create(widget) }
        #expect(error?.status == 422)
        #expect(error?.reason == "Invalid")
    }

    @Test func thePublishedDefinitionHasItsDefaults() async throws {
        let spec: APIJSON = ["url": "https://git.example.com/team/config.git", "platforms": ["nodes", "linux/arm/v7"]]
        let made = try await client.create(PublishedDefinition(spec, in: cluster.namespace()))
        #expect(made.spec?["interval"] == "10m")
    }

    @Test(
        arguments: [
            ["url": 1], ["interval": "10m"], ["url": "https://git.example.com/a", "publish": ["mode": "mail"]],
        ] as [APIJSON])
    func whatThePublishedDefinitionDoesNotAllowIsRefused(_ spec: APIJSON) async throws {
        try await expectRefusal(spec)
    }

    /// Rules in CEL, which the stand-in does not work out: there the resource is taken.
    @Test(
        arguments: [
            ["url": "file:///etc"], ["url": "https://ana:secret@git.example.com/a"],
            ["url": "https://git.example.com/a", "interval": "1s"],
            ["url": "https://git.example.com/a", "platforms": ["linux"]],
            ["url": "https://git.example.com/a", "path": "../b"],
        ] as [APIJSON])
    func whatAPublishedRuleForbidsIsRefused(_ spec: APIJSON) async throws {
        if cluster.isReal { return try await expectRefusal(spec) }
        _ = try await client.create(PublishedDefinition(spec, in: cluster.namespace()))
    }

    private func expectRefusal(_ spec: APIJSON) async throws {
        let resource = PublishedDefinition(spec, in: try await cluster.namespace())
        let error = await failure { () async throws(KubernetesError) in try await client.create(resource) }
        #expect(error?.status == 422)
    }

    @Test func statusAndSpecAreWrittenApart() async throws {
        let made = try await client.create(Widget("a", in: cluster.namespace()))
        let status = try await client.updateStatus(of: made) { $0.status?.phase = "done" }
        #expect(status.metadata.generation == 1)
        var replaced = status
        replaced.spec.size = 2
        replaced.status?.phase = "not here"
        replaced = try await client.replace(replaced)
        #expect(replaced.status?.phase == "done")
        #expect(replaced.metadata.generation == 2)
        let labelled = try await client.update(replaced) { $0.metadata.labels = ["a": "b"] }
        #expect(labelled.metadata.generation == 2)
        #expect(labelled.metadata.resourceVersion != replaced.metadata.resourceVersion)
    }

    @Test func aStaleWriteIsAConflictAndOneWithoutVersionIsInvalid() async throws {
        let made = try await client.create(Widget("a", in: cluster.namespace()))
        var changed = made
        changed.spec.size = 2
        _ = try await client.replace(changed)
        let stale = await failure { () async throws(KubernetesError) in try await client.replace(changed) }
        #expect(stale?.code == .conflict)
        changed.metadata.resourceVersion = nil
        let blind = await failure { () async throws(KubernetesError) in try await client.replace(changed) }
        #expect(blind?.status == 422)
    }

    @Test func somebodyElsesWriteIsNotLost() async throws {
        let made = try await client.create(Widget("a", in: cluster.namespace()))
        _ = try await client.update(made) { $0.spec.size = 9 }
        let changed = try await client.updateStatus(of: made) { $0.status?.observedGeneration = $0.metadata.generation }
        #expect(changed.status?.observedGeneration == 2)
        #expect(changed.spec.size == 9)
    }

    @Test func aNamespaceThatIsNotThereIsNotFound() async throws {
        let error = await failure { () async throws(KubernetesError) in
            try await client.create(Widget("a", in: "no-such-namespace"))
        }
        #expect(error?.code == .notFound)
    }

    @Test func whatIsDeletedIsGone() async throws {
        let made = try await client.create(Widget("a", in: cluster.namespace()))
        let other = await failure { () async throws(KubernetesError) in
            try await client.delete(Widget.self, made.key, uid: "00000000-0000-0000-0000-000000000000")
        }
        #expect(other?.code == .conflict)
        try await client.delete(Widget.self, made.key, uid: made.metadata.uid)
        let gone = await failure { () async throws(KubernetesError) in try await client.get(Widget.self, made.key) }
        #expect(gone?.code == .notFound)
    }

    @Test func aListOfManyComesWhole() async throws {
        let namespace = try await cluster.namespace()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<8 {
                group.addTask {
                    for number in stride(from: part, to: 520, by: 8) {
                        _ = try await client.create(configMap("map-\(number)", namespace))
                    }
                }
            }
            try await group.waitForAll()
        }
        let names = try await client.list(Map.self, ListOptions(namespace: namespace)).items.compactMap(\.metadata.name)
        #expect(Set(names).filter { $0.hasPrefix("map-") }.count == 520)
        #expect(names.count == Set(names).count)
    }

    @Test func aWatchTellsWhatHappenedInItsOrder() async throws {
        let namespace = try await cluster.namespace()
        let options = ListOptions(namespace: namespace, labelSelector: "watched=yes")
        var events = Reflector<Widget>(client, options, logger: Cluster.logger).makeAsyncIterator()
        guard case .restarted(let first)? = await events.next() else {
            Issue.record("no list")
            return
        }
        #expect(first.isEmpty)
        let made = try await client.create(Widget("a", in: namespace, labels: ["watched": "yes"]))
        let changed = try await client.update(made) { $0.spec.size = 2 }
        _ = try await client.update(changed) { $0.metadata.labels = ["watched": "no"] }
        guard case .added(let added)? = await events.next(), case .modified(let modified)? = await events.next(),
            case .deleted(let deleted)? = await events.next()
        else {
            Issue.record("added, modified and deleted were expected")
            return
        }
        #expect(added.spec.size == 1)
        #expect(modified.spec.size == 2)
        #expect(deleted.metadata.name == "a")
    }

    @Test func aLeaseIsElectedOn() async throws {
        let key = ObjectKey(namespace: try await cluster.namespace(), name: "pinnace")
        for identity in ["one", "two"] {
            let election = LeaderElection(client, lease: key, identity: identity, logger: Cluster.logger)
            await election.run {}
        }
        let lease = try await client.get(Lease.self, key)
        #expect(lease.spec.holderIdentity == "")
        #expect(lease.spec.leaseTransitions == 1)
    }

    @Test func aLeaseIsChecked() async throws {
        let namespace = try await cluster.namespace()
        var lease = Lease(metadata: ObjectMeta(name: "a", namespace: namespace), spec: .init())
        lease.spec.renewTime = "2026-11-20T08:00:00.000Z"
        let time = await failure { () async throws(KubernetesError) in try await client.create(lease) }
        #expect(time?.status == 400)
        lease.spec.renewTime = nil
        lease.spec.leaseDurationSeconds = 0
        let duration = await failure { () async throws(KubernetesError) in try await client.create(lease) }
        #expect(duration?.status == 422)
    }

    @Test func anEventIsCheckedAndCounted() async throws {
        let widget = try await client.create(Widget("a", in: cluster.namespace()))
        let recorder = EventRecorder(client, controller: "pinnace.dev/test", instance: "test", logger: Cluster.logger)
        for _ in 0..<2 {
            await recorder.record(
                .warning, widget.reference, action: "Reconcile", reason: "Blocked",
                note: String(repeating: "é", count: 2_000))
        }
        await recorder.flush()
        let options = ListOptions(namespace: widget.key.namespace)
        let events = try await client.list(EventObject.self, options).items
        #expect(events.map(\.series?.count) == [2])
        var event = try #require(events.first)
        event.note = "something else"
        event.series = nil
        let fixed = await failure { () async throws(KubernetesError) in try await client.replace(event) }
        #expect(fixed?.status == 422)
        event.metadata = ObjectMeta(name: "another", namespace: widget.key.namespace)
        event.note = String(repeating: "x", count: 1_025)
        let long = await failure { () async throws(KubernetesError) in try await client.create(event) }
        #expect(long?.status == 422)
    }
}

/// A ConfigMap that can be made.
private struct Map: KubernetesResource {
    static let type = ConfigMap.type
    var apiVersion = ConfigMap.type.apiVersion
    var kind = ConfigMap.type.kind
    var metadata: ObjectMeta

    private enum CodingKeys: String, CodingKey { case apiVersion, kind, metadata }

    init(_ name: String, in namespace: String) {
        metadata = ObjectMeta(name: name, namespace: namespace)
    }

    /// In lists, objects do not say their kind.
    init(from decoder: any Decoder) throws {
        metadata = try decoder.container(keyedBy: CodingKeys.self).decode(ObjectMeta.self, forKey: .metadata)
    }
}

/// A widget with whatever in it.
private struct Loose: KubernetesResource {
    static let type = Widget.type
    var apiVersion = Widget.type.apiVersion
    var kind = Widget.type.kind
    var metadata: ObjectMeta
    var spec: APIJSON?
    var status: APIJSON?

    private enum CodingKeys: String, CodingKey { case apiVersion, kind, metadata, spec, status }

    init(_ widget: Widget) {
        metadata = widget.metadata
    }
}
