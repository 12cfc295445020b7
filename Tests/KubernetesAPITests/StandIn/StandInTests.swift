import Foundation
import HTTPTransport
import PinnaceTestSupport
import Testing

/// That the stand-in does what the API server does, asked without the client under test.
@Suite struct StandInTests {
    private let server: StandInAPIServer
    private let http = CURLClient()

    init() throws {
        server = try StandInAPIServer.start()
        server.define(Widget.definition)
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: APIJSON? = nil, type: String = "application/json"
    ) async throws -> (status: Int, body: APIJSON) {
        let url = try #require(URL(string: server.url.absoluteString + path))
        var request = HTTPRequest(method, url)
        request.options.retry = .never
        if let body {
            request.headers["Content-Type"] = type
            request.body = .bytes(body.bytes)
        }
        let answer = try await http.send(request)
        return (answer.status, (try? APIJSON(parsing: String(decoding: answer.body, as: UTF8.self))) ?? .null)
    }

    private static let widgets = "/apis/test.pinnace.dev/v1/namespaces/default/widgets"
    private static let maps = "/api/v1/namespaces/default/configmaps"

    private func widget(_ spec: APIJSON = ["size": 1]) -> APIJSON {
        ["apiVersion": "test.pinnace.dev/v1", "kind": "Widget", "metadata": ["name": "a"], "spec": spec]
    }

    private func map(_ name: String) -> APIJSON {
        ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)]]
    }

    @Test func pagesShowOneMoment() async throws {
        for name in ["a", "b", "c"] { server.put(map(name)) }
        let first = try await ask(.get, Self.maps + "?limit=2")
        #expect(first.body["items"]?.elements?.count == 2)
        #expect(first.body["metadata"]?["remainingItemCount"] == 1)
        server.put(map("bb"))
        server.put(map("d"))
        let token = try #require(first.body["metadata"]?["continue"]?.text)
        let next = try await ask(.get, Self.maps + "?limit=2&continue=\(token)")
        #expect(next.body["items"]?.elements?.map { $0["metadata"]?["name"] } == ["c"])
        #expect(next.body["metadata"]?["resourceVersion"] == first.body["metadata"]?["resourceVersion"])
        let both = try await ask(.get, Self.maps + "?limit=2&resourceVersion=5&continue=\(token)")
        #expect(both.status == 400)
        server.compact()
        let late = try await ask(.get, Self.maps + "?limit=2&continue=\(token)")
        #expect(late.status == 410)
        #expect(late.body["reason"] == "Expired")
        #expect(late.body["metadata"]?["continue"] != nil)
    }

    @Test func everyWriteHasItsOwnVersionAndNoWriteHasNone() async throws {
        let made = try await ask(.post, Self.widgets, widget())
        #expect(made.status == 201)
        let before = server.version
        let same = try await ask(
            .patch, Self.widgets + "/a", ["spec": ["size": 1]], type: "application/merge-patch+json")
        #expect(same.body == made.body)
        #expect(server.version == before)
        server.put(map("other"))
        #expect(server.version == before + 1)
    }

    @Test func aVersionFromTheFutureIsTooLarge() async throws {
        #expect(try await ask(.get, Self.maps + "?resourceVersion=999999").status == 504)
    }

    @Test func anObjectWithAFinalizerStaysUntilThatIsGone() async throws {
        var object = widget()
        object["metadata"]?["finalizers"] = ["test/keep"]
        _ = try await ask(.post, Self.widgets, object)
        #expect(try await ask(.delete, Self.widgets + "/a").body["metadata"]?["deletionTimestamp"] != nil)
        let patch: APIJSON = ["metadata": ["finalizers": .null]]
        _ = try await ask(.patch, Self.widgets + "/a", patch, type: "application/merge-patch+json")
        #expect(server.objects("widgets").isEmpty)
    }

    @Test func otherPatchesAreNotTaken() async throws {
        server.put(widget())
        let patch = try await ask(.patch, Self.widgets + "/a", [:], type: "application/strategic-merge-patch+json")
        #expect(patch.status == 415)
    }

    @Test func aPathThatIsNotServedIsNotFound() async throws {
        for path in ["/apis/nobody.dev/v1/things", "/api/v1/namespaces/default/configmaps/a/status", "/", "/api"] {
            #expect(try await ask(.get, path).status == 404, "\(path)")
        }
    }

    @Test func onlyWhatTheRulesAllowIsDone() async throws {
        server.allow([
            StandInRule(groups: ["test.pinnace.dev"], resources: ["widgets"], verbs: ["get", "list"]),
            StandInRule(groups: ["test.pinnace.dev"], resources: ["widgets/status"], verbs: ["patch"]),
            StandInRule(groups: [""], resources: ["secrets"], verbs: ["get"], names: ["git"], namespace: "default"),
        ])
        server.put(widget())
        #expect(try await ask(.get, Self.widgets + "/a").status == 200)
        let status = Self.widgets + "/a/status"
        let patch: APIJSON = ["status": ["phase": "x"]]
        #expect(try await ask(.patch, status, patch, type: "application/merge-patch+json").status == 200)
        let refused = try await ask(.patch, Self.widgets + "/a", patch, type: "application/merge-patch+json")
        #expect(refused.status == 403)
        #expect(refused.body["reason"] == "Forbidden")
        #expect(try await ask(.get, "/api/v1/namespaces/default/secrets/git").status == 404)
        #expect(try await ask(.get, "/api/v1/namespaces/default/secrets/other").status == 403)
        #expect(try await ask(.get, "/api/v1/namespaces/kube-system/secrets/git").status == 403)
        #expect(
            server.calls.map(\.description) == [
                "get test.pinnace.dev widgets default/a", "patch test.pinnace.dev widgets/status default/a",
                "patch test.pinnace.dev widgets default/a", "get secrets default/git", "get secrets default/other",
                "get secrets kube-system/git",
            ])
    }

    @Test func aListIsCheckedForItsKeys() async throws {
        let schema: APIJSON = [
            "type": "object",
            "properties": [
                "spec": [
                    "type": "object",
                    "properties": [
                        "conditions": [
                            "type": "array", "maxItems": 2, "x-kubernetes-list-type": "map",
                            "x-kubernetes-list-map-keys": ["type"],
                            "items": [
                                "type": "object",
                                "properties": ["type": ["type": "string", "pattern": "^[A-Z][a-z]+$"]],
                            ],
                        ]
                    ],
                ]
            ],
        ]
        var definition = Widget.definition
        definition["spec"]?["versions"] = [
            ["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]
        ]
        server.define(definition)
        func status(_ types: String...) async throws -> Int {
            let conditions = APIJSON.array(types.map { ["type": .string($0)] })
            return try await ask(.post, Self.widgets, widget(["conditions": conditions])).status
        }
        #expect(try await status("Ready", "Ready") == 422)
        #expect(try await status("Ready", "Stalled", "Other") == 422)
        #expect(try await status("ready") == 422)
        #expect(try await status("Ready", "Stalled") == 201)
    }
}
