import Foundation
import Logging
import PinnaceTestSupport
import Testing

@testable import Controller

/// Pages as a browser understands them. `PINNACE_SCREENSHOTS` names a folder for pictures of all of them.
@Suite(.enabled(if: HeadlessChromium() != nil, "there is no Chromium here")) struct DashboardBrowserTests {
    private static let pages = [
        "overview": "repositories/team-a/storefront", "repositories": "",
        "images": "repositories/team-a/storefront/images?state=blocked",
        "timeline": "repositories/team-a/storefront/timeline",
        "holds": "repositories/team-a/storefront/holds", "findings": "repositories/team-a/storefront/findings",
        "reasons": "reasons", "all-images": "repositories/team-a/storefront/images",
    ]

    @Test func aBrowserLoadsThePageAndItsStyle() async throws {
        let browser = try #require(HeadlessChromium())
        try await Self.serving(.typical()) { url in
            let document = try await browser.document(at: "\(url)/repositories/team-a/storefront/images")
            #expect(document.contains("<h1>storefront</h1>"))
            #expect(document.contains("References, 1–100 of 1,204, by image"))
        }
    }

    /// Markup in texts of others is shown, and nothing of it runs: a script would change the title.
    @Test func aBrowserRunsNothingOfAStrangers() async throws {
        let browser = try #require(HeadlessChromium())
        var sample = DashboardSample.typical()
        sample.poison()
        try await Self.serving(sample) { url in
            let document = try await browser.document(at: "\(url)/repositories/team-a/storefront/timeline")
            #expect(document.contains("<title>Timeline · team-a/storefront · Pinnace</title>"))
            #expect(document.contains("&lt;script&gt;document.title"))
            #expect(!document.contains("<script"))
            #expect(!document.contains("<img"))
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["PINNACE_SCREENSHOTS"] != nil))
    func pictures() async throws {
        let browser = try #require(HeadlessChromium())
        let folder = try #require(ProcessInfo.processInfo.environment["PINNACE_SCREENSHOTS"])
        try await Self.serving(.typical()) { url in
            for (name, path) in Self.pages {
                for (look, width, isDark) in [
                    ("wide-light", 1_280, false), ("wide-dark", 1_280, true), ("narrow-light", 500, false),
                    ("narrow-dark", 500, true),
                ] {
                    try await browser.picture(
                        of: "\(url)/\(path)", size: (width, 1_400), isDark: isDark, to: "\(folder)/\(name)-\(look).png")
                }
            }
        }
    }

    static func serving(_ sample: DashboardSample, _ body: (String) async throws -> Void) async throws {
        let port = ServerPort.free()
        let server = DashboardServer(
            dashboard: sample.dashboard, address: "127.0.0.1", port: port,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let task = Task { try await server.run() }
        defer { task.cancel() }
        for _ in 0..<200 where (try? await LoopbackHTTP.send("HEAD", "/", port: port)) == nil {
            try await Task.sleep(for: .milliseconds(25))
        }
        try await body("http://127.0.0.1:\(port)")
    }
}
