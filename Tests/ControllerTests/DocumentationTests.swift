import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// docs/controller.md tells what there is.
@Suite struct DocumentationTests {
    private let page: String

    init() throws { page = try ProjectFile("docs/controller.md").text() }

    @Test(arguments: MetricName.all) func everyMetricStandsThere(_ metric: MetricName) {
        let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
        #expect(page.contains("| `\(metric.name)` | \(labels) | \(metric.help) |"))
    }

    @Test(arguments: WebhookSender.allCases) func everySenderStandsThere(_ sender: WebhookSender) {
        #expect(page.contains("`\(sender.rawValue)`"))
    }

    /// Each promise names a test, and each test that is named is there.
    @Test func everyPromiseHasATest() throws {
        let whole = try ProjectFile("ARCHITECTURE.md").text()
        let begin = try #require(whole.range(of: "## What the controller promises")).upperBound
        let rows = whole[begin...].prefix(upTo: whole[begin...].range(of: "\n## ")?.lowerBound ?? whole.endIndex)
            .split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
        #expect(rows.count >= 20)
        let suites = try Self.suites()
        for row in rows {
            let last = row.split(separator: "|").last ?? ""
            let named = last.matches(of: #/`([A-Za-z]+Tests)`/#).map { String($0.1) }
            #expect(!named.isEmpty, "\(row)")
            for name in named { #expect(suites.contains(name), "\(name)") }
        }
    }

    private static func suites() throws -> Set<String> {
        let tests = URL(filePath: ProjectFile("Tests").location).resolvingSymlinksInPath()
        let names = try FileManager.default.subpathsOfDirectory(atPath: tests.path()).filter {
            $0.hasSuffix("Tests.swift")
        }
        return try Set(
            names.flatMap { name in
                try String(contentsOf: tests.appending(path: name), encoding: .utf8)
                    .matches(of: #/(?:struct|class) ([A-Za-z]+Tests)\b/#).map { String($0.1) }
            })
    }
}
