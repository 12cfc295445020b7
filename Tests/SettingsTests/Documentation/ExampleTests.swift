import Foundation
import PinnaceTestSupport
import Planning
import Settings
import Testing

/// Files that the documentation and the examples show are read as they stand.
@Suite struct ExampleTests {
    @Test(arguments: ["README.md", "docs/configuration.md", "docs/holds.md"])
    func shownFilesAreRead(_ page: String) throws {
        let blocks = try ProjectFile(page).text().matches(of: #/(?m)^```yaml\n((?:(?!```).*\n)*)```$/#).map {
            String($0.1)
        }
        #expect(!blocks.isEmpty)
        for block in blocks where block.contains("\nkind: Config\n") {
            #expect(try Configuration.read(Array(block.utf8), settings: OperatorSettings()).refusedHosts.isEmpty)
        }
        for block in blocks where block.contains("\nkind: Holds\n") {
            #expect(try !HoldsFile.read(Array(block.utf8)).isEmpty)
        }
    }

    /// They are shown without what stands above them.
    @Test func shownPoliciesAreRead() throws {
        let heading = "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n"
        let above = ["": "", "  -": "policies:\n", "    ": "policies:\n  - match: \"**\"\n"]
        let blocks = try ProjectFile("docs/following-tags.md").text().matches(
            of: #/(?m)^```yaml\n((?:(?!```).*\n)*)```$/#
        )
        .map { String($0.1) }.filter { $0.contains("follow:") }
        #expect(blocks.count >= 6)
        for block in blocks {
            let indentation = block.hasPrefix("policies:") ? "" : block.hasPrefix("  - ") ? "  -" : "    "
            let text = heading + (above[indentation] ?? "") + block
            let rules = try Configuration.read(Array(text.utf8), settings: OperatorSettings()).rules
            #expect(rules.policies.allSatisfy { $0.follow != nil })
        }
    }

    @Test func theExamplesConfigurationIsRead() throws {
        let text = try ProjectFile("examples/config-repository/.pinnace/config.yaml").text()
        var settings = OperatorSettings()
        settings.workTree = "/srv/config"
        let configuration = try Configuration.read(Array(text.utf8), settings: settings)
        #expect(configuration.rules.rewrites.count == 2)
        #expect(configuration.refusedHosts.isEmpty)
    }

    /// A page that has moved, or a heading that was renamed, leaves no dead link.
    @Test(arguments: [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "charts/pinnace/README.md", "docs/commands.md",
        "docs/configuration.md", "docs/following-tags.md", "docs/holds.md", "docs/init.md", "docs/kubernetes.md",
        "docs/plan-format.md",
        "docs/reasons.md", "docs/dashboard.md", "docs/notifications.md",
    ])
    func linksLeadSomewhere(_ page: String) throws {
        let folder = page.split(separator: "/").dropLast().joined(separator: "/")
        for match in try ProjectFile(page).text().matches(of: #/\]\(([^)#]*)(?:#([^)]*))?\)/#) {
            let path = String(match.1)
            guard !path.hasPrefix("http") else { continue }
            let target = path.isEmpty ? page : folder.isEmpty ? path : "\(folder)/\(path)"
            #expect(ProjectFile(target).exists, "\(page) links to \(target)")
            if let anchor = match.2 { #expect(try anchors(target).contains(String(anchor)), "\(target)#\(anchor)") }
        }
    }

    private func anchors(_ page: String) throws -> Set<String> {
        Set(
            try ProjectFile(page).text().matches(of: #/(?m)^#+ (.*)$/#).map { match in
                match.1.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
                    .replacing(" ", with: "-")
            })
    }
}
