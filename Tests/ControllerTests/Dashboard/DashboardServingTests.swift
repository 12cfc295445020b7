import Foundation
import Logging
import PinnaceTestSupport
import Testing

@testable import Controller

/// The dashboard over the wire, and what it says to those who ask for what it has not.
@Suite struct DashboardServingTests {
    @Test(arguments: [
        ("GET", "/", 200), ("HEAD", "/", 200), ("GET", "/style.css", 200), ("GET", "/icon.svg", 200),
        ("GET", "/repositories", 200), ("GET", "/repositories/team-a/storefront", 200),
        ("GET", "/repositories/team-a/storefront/", 200), ("GET", "/repositories/team%2Da/storefront/images", 200),
        ("GET", "/api/repositories", 200), ("GET", "/api/repositories/team-a/storefront", 200),
        ("GET", "/api/repositories/team-a/storefront/images?state=blocked", 200), ("GET", "/api", 404),
        ("GET", "/api/repositories/team-a/storefront/timeline", 404), ("GET", "/api/repositories/team-a", 404),
        ("GET", "/repositories/team-a", 404), ("GET", "/repositories/team-a/nobody", 404),
        ("GET", "/repositories/team-a/storefront/overview", 404),
        ("GET", "/repositories/team-a/storefront/images/x", 404),
        ("GET", "/nowhere", 404), ("GET", "/%zz", 404), ("GET", "/%ff", 404), ("GET", "/../../etc/passwd", 404),
        ("GET", "/reasons/held", 404), ("POST", "/", 405), ("DELETE", "/repositories/team-a/storefront", 405),
        ("OPTIONS", "/", 405), ("TRACE", "/", 405), ("GET", "http://evil.example.com/", 404),
    ])
    func eachQuestionHasItsStatus(_ method: String, _ target: String, _ status: Int) async {
        let answer = await DashboardSample.typical().dashboard.answer(DashboardRequest(target, method: method))
        #expect(answer.status == status)
        let headers = Dictionary(answer.headers.map { ($0.name, $0.value) }) { $1 }
        #expect(headers["Content-Security-Policy"]?.hasPrefix("default-src 'none'; style-src 'self';") == true)
        #expect(headers["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
        #expect(headers["X-Content-Type-Options"] == "nosniff")
        #expect(headers["Referrer-Policy"] == "no-referrer")
        #expect(headers["Set-Cookie"] == nil)
        #expect((headers["Allow"] == "GET, HEAD") == (status == 405))
    }

    @Test(arguments: [
        (nil, 200), ("127.0.0.1:9293", 200), ("localhost:9293", 200), ("[::1]:9293", 200), ("10.1.2.3", 200),
        ("pinnace-dashboard", 200), ("pinnace-dashboard.pinnace-system.svc:9293", 200), ("Pins.Example.com.:443", 200),
        ("pinnace-dashboard.pinnace-system.svc.cluster.local", 200), ("evil.example.com:9293", 421), ("", 421),
        ("127.0.0.1.evil.example.com", 421), ("1.2.3.4.5", 421), ("svc.example.com", 421), ("a:b:c", 421), ("[", 421),
        ("256.0.0.1", 421),
    ])
    func itIsServedUnderItsOwnNamesAlone(_ name: String?, _ status: Int) async {
        var dashboard = DashboardSample.typical().dashboard
        dashboard.names = ServedNames(others: ["pins.example.com"])
        #expect(await dashboard.answer(DashboardRequest("/", authority: name)).status == status)
    }

    @Test func whatIsTooLongIsNotRead() async {
        let target = "/?q=" + String(repeating: "x", count: 3_000)
        #expect(await DashboardSample.typical().dashboard.answer(DashboardRequest(target)).status == 414)
    }

    @Test func whatIsKnownIsNotSentAgain() async throws {
        let dashboard = DashboardSample.typical().dashboard
        let first = await dashboard.answer(DashboardRequest("/"))
        let tag = try #require(first.tag)
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
            let again = await dashboard.answer(DashboardRequest("/", knownTag: known))
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            #expect(again.tag == tag)
        }
        #expect(await dashboard.answer(DashboardRequest("/", knownTag: "\"other\"")).status == 200)
        #expect(await dashboard.answer(DashboardRequest("/reasons", knownTag: tag)).status == 200)
    }

    @Test func aClusterThatDoesNotAnswerIsSaidToBeSo() async {
        var dashboard = DashboardSample.typical().dashboard
        dashboard = Dashboard(version: "1", store: dashboard.store) { throw TestSupportError("secret words") }
        let answer = await dashboard.answer(DashboardRequest("/"))
        #expect(answer.status == 503)
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("secret words"))
    }

    @Test func programsGetTheSame() async throws {
        let dashboard = DashboardSample.typical().dashboard
        func object(_ path: String) async throws -> [String: Any] {
            let answer = await dashboard.answer(DashboardRequest(path))
            #expect(answer.contentType == "application/json; charset=utf-8")
            return try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        }
        #expect(try await object("/api/repositories")["total"] as? Int == 5)
        let one = try await object("/api/repositories/team-a/storefront")
        #expect(one["state"] as? String == "ready")
        #expect((one["lastRun"] as? [String: Any])?["seconds"] as? Double == 3.4)
        let images = try await object("/api/repositories/team-a/storefront/images?state=blocked&page=2")
        #expect([images["total"], images["page"], images["pages"]].map { $0 as? Int } == [100, 1, 1])
        let first = try #require((images["items"] as? [[String: Any]])?.first)
        #expect(first["image"] as? String == "gcr.io/shop/batch")
        #expect(first["platforms"] as? [String] == ["linux/amd64", "linux/arm64"])
    }

    @Test func itIsServedOverTheWire() async throws {
        try await DashboardBrowserTests.serving(.typical()) { url in
            let port = try #require(Int(url.split(separator: ":").last ?? ""))
            let page = try await LoopbackHTTP.send("GET", "/repositories/team-a/storefront", port: port)
            #expect(page.status == 200)
            #expect(page.header("content-type") == "text/html; charset=utf-8")
            #expect(page.header("content-length") == "\(page.body.count)")
            let tag = try #require(page.header("etag"))
            let known = try await LoopbackHTTP.send(
                "GET", "/repositories/team-a/storefront", port: port, headers: [("If-None-Match", tag)])
            #expect(known.status == 304)
            let head = try await LoopbackHTTP.send("HEAD", "/", port: port)
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(try await LoopbackHTTP.send("POST", "/", port: port, body: Array("x=1".utf8)).status == 405)
            let long = [("X-Long", String(repeating: "x", count: 64 << 10))]
            let refused = try? await LoopbackHTTP.send("GET", "/", port: port, headers: long)
            #expect(refused?.status ?? 431 >= 400)
        }
    }
}
