import Foundation
import Reconciliation
import Testing

@Suite struct SARIFDocumentTests {
    private func run() throws -> [String: Any] {
        let json = try SARIFDocument(ReportSamples.plan, version: "0.1.0").json()
        let log = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(log?["version"] as? String == "2.1.0")
        #expect(log?["$schema"] as? String == "https://json.schemastore.org/sarif-2.1.0.json")
        return try #require((log?["runs"] as? [[String: Any]])?.first)
    }

    @Test func resultsHaveTheirLevelAndRule() throws {
        let results = try #require(try run()["results"] as? [[String: Any]])
        #expect(results.compactMap { $0["level"] as? String } == ["note", "error", "warning", "warning", "warning"])
        #expect(
            results.compactMap { $0["ruleId"] as? String } == [
                "unpinned", "platform-missing", "registry-unavailable", "unparsable", "unparsable",
            ])
    }

    @Test func everyRuleIsDescribedOnce() throws {
        let driver = try #require((try run()["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(
            rules.compactMap { $0["id"] as? String } == [
                "platform-missing", "registry-unavailable", "unparsable", "unpinned",
            ])
        #expect(
            (rules[0]["shortDescription"] as? [String: String])?["text"]
                == "The image does not run on a required platform.")
    }

    @Test func placesAreRelativeAndCountScalars() throws {
        let run = try run()
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let results = try #require(run["results"] as? [[String: Any]])
        let location = try #require((results[1]["locations"] as? [[String: Any]])?.first)
        let physical = try #require(location["physicalLocation"] as? [String: Any])
        #expect(
            physical["artifactLocation"] as? [String: String] == [
                "uri": "k8s/a%20b.yaml", "uriBaseId": "%SRCROOT%",
            ])
        #expect(physical["region"] as? [String: Int] == ["startLine": 3, "startColumn": 16])
    }

    @Test func aFindingWithoutALineHasNoRegion() throws {
        let results = try #require(try run()["results"] as? [[String: Any]])
        let location = try #require((results[4]["locations"] as? [[String: Any]])?.first)
        #expect((location["physicalLocation"] as? [String: Any])?["region"] == nil)
    }
}
