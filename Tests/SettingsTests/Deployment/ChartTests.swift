import Foundation
import PinnaceTestSupport
import Testing
import YAMLSource

/// The chart's parts agree with each other.
@Suite struct ChartTests {
    private static let templates = try! FileManager.default
        .subpathsOfDirectory(atPath: ProjectFile("charts/pinnace/templates").location)
        .filter { !ProjectFile("charts/pinnace/templates/\($0)").isFolder }.sorted()

    @Test func everyValueThatIsUsedIsThere() throws {
        let values = try document("values.yaml")
        let used = try Self.templates.flatMap { try paths(in: text("templates/\($0)")) }
        #expect(Set(used).count > 20)
        for path in Set(used) {
            let node = path.split(separator: ".").reduce(values as YAMLNode?) { $0?[String($1)] }
            #expect(node != nil, "values.yaml has no \(path)")
        }
    }

    @Test func everyValueIsUsedDescribedAndChecked() throws {
        let used = try Set(Self.templates.flatMap { try paths(in: text("templates/\($0)")) })
        let readme = try text("README.md")
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(text("values.schema.json").utf8)) as? [String: Any])
        for path in leaves(try document("values.yaml"), "") {
            let parents = path.indices.filter { path[$0] == "." }.map { String(path[..<$0]) }
            #expect(([path] + parents).contains(where: used.contains), "no template uses \(path)")
            #expect(([path] + parents).contains { readme.contains("`\($0)`") }, "README.md has no \(path)")
            #expect(isKnown(path, to: schema), "values.schema.json has no \(path)")
        }
    }

    @Test func theChartIsOfTheProgramsVersion() throws {
        let chart = try document("Chart.yaml")
        let source = try ProjectFile("Sources/Commands/Session/Version.swift").text()
        let version = try #require(source.firstMatch(of: #/current = "([^"]+)"/#))
        #expect(chart["appVersion"]?.string == String(version.1))
        #expect(chart["version"]?.string == String(version.1))
    }

    private func text(_ name: String) throws -> String { try ProjectFile("charts/pinnace/\(name)").text() }

    private func document(_ name: String) throws -> YAMLNode {
        try #require(try YAMLStream(bytes: Array(text(name).utf8)).documents.first)
    }

    private func paths(in template: String) -> [String] {
        template.matches(of: #/\.Values\.([A-Za-z.]+)/#).map { String($0.1) }
    }

    /// Values that are no mapping with keys: `image.tag`.
    private func leaves(_ node: YAMLNode, _ path: String) -> [String] {
        guard node.isMapping, node.entries.contains(where: { _ in true }) else { return [path] }
        return node.entries.flatMap { key, value in
            leaves(value, path.isEmpty ? key.string ?? "" : "\(path).\(key.string ?? "")")
        }
    }

    private func isKnown(_ path: String, to schema: [String: Any]) -> Bool {
        let definitions = schema["definitions"] as? [String: Any] ?? [:]
        var schema = schema
        for key in path.split(separator: ".") {
            guard let properties = schema["properties"] as? [String: Any] else {
                return schema["type"] as? String == "object"
            }
            guard var next = properties[String(key)] as? [String: Any] else { return false }
            if let name = (next["$ref"] as? String)?.split(separator: "/").last {
                next = definitions[String(name)] as? [String: Any] ?? [:]
            }
            schema = next
        }
        return true
    }
}
