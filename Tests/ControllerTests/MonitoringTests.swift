import Foundation
import PinnaceTestSupport
import Testing
import YAMLSource

@testable import Controller

/// What is drawn and warned of is what the controller really measures.
@Suite struct MonitoringTests {
    private static let folder = "manifests/components/monitoring"

    @Test func theRulesNameMetricsThatAreThere() throws {
        let rules = try Self.rules()
        #expect(rules.count > 10)
        for rule in rules {
            let expression = try #require(rule["expr"]?.string)
            Self.expectKnown(expression)
            let name = try #require(rule["alert"]?.string)
            #expect(name.hasPrefix("Pinnace"))
            for key in ["summary", "description"] {
                #expect(rule["annotations"]?[key]?.string?.isEmpty == false, "\(name)")
            }
            #expect(["info", "warning", "critical"].contains(rule["labels"]?["severity"]?.string ?? ""), "\(name)")
        }
        #expect(Set(rules.compactMap { $0["alert"]?.string }).count == rules.count)
    }

    @Test func theDashboardNamesMetricsThatAreThere() throws {
        let text = try ProjectFile("\(Self.folder)/pinnace.json").text()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let panels = try #require(object["panels"] as? [[String: Any]])
        var named: Set<String> = []
        for panel in panels {
            let targets = try #require(panel["targets"] as? [[String: Any]])
            #expect(!targets.isEmpty)
            for target in targets {
                named.formUnion(Self.expectKnown(try #require(target["expr"] as? String)))
            }
        }
        // Each metric is on it.
        #expect(Set(MetricName.all.map(\.name)).subtracting(named).isEmpty)
        let ids = panels.compactMap { $0["id"] as? Int }
        #expect(Set(ids).count == panels.count)
    }

    @Test(.enabled(if: (try? Command.resolve("promtool")) != nil, "there is no promtool here"))
    func prometheusReadsTheRules() async throws {
        let directory = try TemporaryDirectory("rules")
        let lines = try ProjectFile("\(Self.folder)/prometheusrule.yaml").text().split(separator: "spec:\n")[1]
        let rules = lines.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(2) }
        try directory.write("rules.yaml", rules.joined(separator: "\n"))
        let result = try await Command.run("promtool", ["check", "rules", directory.path("rules.yaml")])
        #expect(try result.checked().contains("SUCCESS: 14 rules found"))
    }

    private static func rules() throws -> [YAMLNode] {
        let stream = try YAMLStream(bytes: Array(ProjectFile("\(folder)/prometheusrule.yaml").text().utf8))
        let groups = try #require(stream.documents.first?["spec"]?["groups"])
        return groups.elements.flatMap { group in group["rules"].map { Array($0.elements) } ?? [] }
    }

    /// Metrics and their labels in an expression; every one has to be exported.
    @discardableResult
    private static func expectKnown(_ expression: String) -> Set<String> {
        var named: Set<String> = []
        for match in expression.matches(of: #/[a-z][a-z0-9_]*_[a-z0-9_]+/#) {
            let word = String(match.0)
            if ["histogram_quantile", "__rate_interval", "rate_interval"].contains(word) { continue }
            let name = ["_bucket", "_sum", "_count"].first { word.hasSuffix($0) }.map {
                String(word.dropLast($0.count))
            }
            let metric = MetricName.all.first { $0.name == word || ($0.name == name && $0.kind == .histogram) }
            #expect(metric != nil, "\(word) in \(expression)")
            if let metric { named.insert(metric.name) }
        }
        let labels = Set(MetricName.all.flatMap(\.labels) + ["le"])
        for match in expression.matches(of: #/by \(([^)]*)\)|\{([^}]*)\}/#) {
            let inside = String(match.1 ?? match.2 ?? "")
            for word in inside.split(separator: ",") {
                let label = word.prefix { $0 != "=" && $0 != "!" }.filter { $0 != " " }
                #expect(labels.contains(label), "\(label) in \(expression)")
            }
        }
        return named
    }
}
