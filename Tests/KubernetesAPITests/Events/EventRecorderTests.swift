import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct EventRecorderTests {
    private let cluster: Cluster
    private let time = TestClock()
    private let recorder: EventRecorder
    private let place = ObjectReference(
        apiVersion: "test.pinnace.dev/v1", kind: "Widget", namespace: "default", name: "a", uid: "1")

    init() throws {
        cluster = try Cluster.started(time.clock)
        recorder = EventRecorder(
            cluster.client, controller: "pinnace.dev/controller", instance: String(repeating: "i", count: 200),
            logger: Cluster.logger)
    }

    private func record(_ note: String, reason: String = "Pushed", of place: ObjectReference? = nil) async {
        await recorder.record(.normal, place ?? self.place, action: "Reconcile", reason: reason, note: note)
    }

    @Test func anEventIsAsTheAPIWantsIt() async throws {
        await record("one change")
        await recorder.flush()
        let event = try #require(cluster.server.objects("events").first)
        #expect(event["note"] == "one change")
        #expect(event["type"] == "Normal")
        #expect(event["regarding"]?["name"] == "a")
        #expect(event["eventTime"] == "2027-01-15T08:00:00.000000Z")
        #expect(event["reportingInstance"]?.text?.utf8.count == 128)
        #expect(event["series"] == nil)
    }

    @Test func whatRepeatsIsCounted() async throws {
        await record("one change")
        await recorder.flush()
        for _ in 0..<4 { await record("one change") }
        await recorder.flush()
        time.advance(by: .seconds(30))
        await record("one change")
        await recorder.flush()
        let events = cluster.server.objects("events")
        #expect(events.count == 1)
        #expect(events.first?["series"]?["count"] == 6)
        #expect(cluster.server.calls.filter { $0.verb == "patch" }.count <= 3)
    }

    @Test func afterSixMinutesItIsTold() async throws {
        await record("one change")
        await recorder.flush()
        time.advance(by: .seconds(361))
        await record("one change")
        await recorder.flush()
        #expect(cluster.server.objects("events").count == 2)
    }

    @Test func somethingElseIsAnotherEvent() async throws {
        await record("one change")
        await record("two changes")
        await record("one change", reason: "Blocked")
        await recorder.flush()
        #expect(cluster.server.objects("events").count == 3)
    }

    @Test func anObjectMayNotTellTooMuch() async throws {
        for number in 0..<100 { await record("\(number)") }
        await recorder.flush()
        #expect(cluster.server.objects("events").count == 25)
    }

    @Test(arguments: ["é", "👩‍👩‍👧‍👦", "x"])
    func notesAreCutBetweenCharacters(_ character: String) async throws {
        await record(String(repeating: character, count: 1_500))
        await recorder.flush()
        let note = try #require(cluster.server.objects("events").first?["note"]?.text)
        #expect(note.utf8.count <= 1_024)
        #expect(note.hasSuffix("\(character)…"))
    }

    @Test func anEventThatIsGoneIsToldAnew() async throws {
        await record("one change")
        await recorder.flush()
        let name = try #require(cluster.server.objects("events").first?["metadata"]?["name"]?.text)
        cluster.server.remove("events", "default", name)
        await record("one change")
        await recorder.flush()
        await record("one change")
        await recorder.flush()
        #expect(cluster.server.objects("events").count == 1)
    }

    @Test func aServerThatRefusesHoldsUpNobody() async throws {
        cluster.server.plan(
            .failure(.init(code: 403, reason: "Forbidden", message: "no")), times: 1_000, verb: "create", "events")
        for number in 0..<50 { await record("\(number)") }
        await recorder.flush()
        #expect(cluster.server.objects("events").isEmpty)
    }

    @Test func aLongNameStaysAName() async throws {
        var place = place
        place.name = String(repeating: "a", count: 198) + "-." + String(repeating: "b", count: 53)
        await record("one change", of: place)
        await recorder.flush()
        #expect(cluster.server.objects("events").count == 1)
    }
}
