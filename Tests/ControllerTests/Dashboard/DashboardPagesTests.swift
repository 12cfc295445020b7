import Foundation
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Every page, whoever wrote what is on it, is one that can be used without a mouse, without eyes and without a script.
@Suite struct DashboardPagesTests {
    private static let pages = [
        "/", "/?q=team&state=failing&namespace=team-a", "/repositories/team-a/storefront",
        "/repositories/team-a/storefront/images", "/repositories/team-a/storefront/images?state=blocked&page=2",
        "/repositories/team-a/storefront/timeline?page=2", "/repositories/team-a/storefront/holds",
        "/repositories/team-a/storefront/findings", "/repositories/team-b/legacy", "/repositories/team-b/legacy/images",
        "/reasons", "/nowhere",
    ]

    private static func outline(_ path: String, of sample: DashboardSample = .typical()) async throws -> PageOutline {
        try PageOutline(await sample.dashboard.answer(DashboardRequest(path)).body)
    }

    @Test(arguments: pages)
    func aPageHasItsLandmarksAndHeadings(_ path: String) async throws {
        let page = try await Self.outline(path)
        for name in ["title", "main", "header", "footer", "h1"] { #expect(page.all(name).count == 1, "\(name)") }
        #expect(page.all("html").first?.attributes["lang"] == "en")
        #expect(page.all("body").count == 1)
        let levels = page.elements.compactMap {
            $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil
        }
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(levels)")
        for nav in page.all("nav") { #expect(nav.attributes["aria-label"]?.isEmpty == false) }
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        let skip = try #require(page.all("a").first)
        #expect(skip.attributes["href"] == "#content")
        #expect(page.all("main").first?.attributes["id"] == "content")
        for section in page.all("section") { #expect(ids.contains(section.attributes["aria-labelledby"] ?? "")) }
    }

    @Test(arguments: pages)
    func whatIsFilledInIsLabelledAndTablesAreTold(_ path: String) async throws {
        let page = try await Self.outline(path)
        let labels = Set(page.all("label").compactMap { $0.attributes["for"] })
        for field in page.all("input") + page.all("select") {
            #expect(labels.contains(field.attributes["id"] ?? ""), "\(field.attributes)")
        }
        for form in page.all("form") { #expect(form.attributes["method"] == "get") }
        #expect(page.all("caption").filter { !$0.text.isEmpty }.count == page.all("table").count)
        for cell in page.all("th") { #expect(["col", "row", "rowgroup"].contains(cell.attributes["scope"])) }
        for link in page.all("a") {
            #expect(!(link.attributes["aria-label"] ?? link.text).isEmpty, "\(link.attributes)")
        }
        for button in page.all("button") { #expect(!button.text.isEmpty) }
        for badge in page.all("span") where badge.attributes["class"]?.hasPrefix("badge") == true {
            #expect(badge.text.split(separator: " ").count >= 2, "a sign and a word: \(badge.text)")
        }
    }

    @Test(arguments: pages)
    func aPageRunsNothingAndLeadsNowhereElse(_ path: String) async throws {
        var sample = DashboardSample.typical()
        sample.poison()
        let page = try await Self.outline(path, of: sample)
        let harmless: Set<String> = [
            "html", "head", "title", "meta", "link", "body", "header", "nav", "main", "section", "footer", "h1", "h2",
            "h3",
            "p", "div", "span", "strong", "em", "code", "a", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
            "thead",
            "tbody", "tr", "th", "td", "form", "label", "input", "select", "option", "button", "time", "details",
            "summary",
            "svg", "rect",
        ]
        for element in page.elements {
            #expect(harmless.contains(element.name), "\(element.name)")
            for (name, value) in element.attributes {
                #expect(!name.hasPrefix("on") && name != "style" && name != "src" && name != "srcdoc")
                guard ["href", "action"].contains(name) else { continue }
                #expect(value.hasPrefix("#") || (value.hasPrefix("/") && !value.hasPrefix("//")), "\(value)")
            }
        }
    }

    @Test func aSecretInAnAddressIsNotShown() async throws {
        var sample = DashboardSample.typical()
        sample.resources[0].spec.url = "https://ana:hunter2@git.example.com/config.git"
        sample.resources[1].spec.url = "ftp://ana:hunter2@git.example.com/config.git"
        for path in ["/", "/repositories/team-a/storefront/timeline", "/repositories/team-a/payments"] {
            let body = String(decoding: await sample.dashboard.answer(DashboardRequest(path)).body, as: UTF8.self)
            #expect(!body.contains("hunter2"))
        }
    }

    @Test func filtersAndPagesNarrowTheList() async throws {
        let all = try await Self.outline("/repositories/team-a/storefront/images")
        #expect(all.all("caption").first?.text == "References, 1–100 of 1,204, by image")
        let blocked = try await Self.outline("/repositories/team-a/storefront/images?state=blocked")
        #expect(blocked.all("caption").first?.text == "References, 1–100 of 100, by image")
        let one = try await Self.outline("/repositories/team-a/storefront/images?q=BATCH+service-5/&state=blocked")
        #expect(one.all("caption").first?.text == "References, 1–2 of 2, by image")
        #expect(one.all("tr").filter { $0.attributes["class"] == "group" }.map(\.text) == ["gcr.io/shop/batch"])
        let host = try await Self.outline("/repositories/team-a/storefront/images?host=gcr.io&page=99")
        #expect(host.all("caption").first?.text == "References, 101–200 of 200, by image")
        let none = try await Self.outline("/repositories/team-a/storefront/images?state=nonsense")
        #expect(none.all("table").isEmpty)
    }

    @Test func eachCommitHasTheCommandThatUndoesIt() async throws {
        let page = try await Self.outline("/repositories/team-a/storefront/timeline")
        let commands = page.all("code").filter { $0.attributes["class"] == "command" }.map(\.text)
        #expect(
            commands.first
                == "pinnace rollback https://git.example.com/team-a/storefront.git \(String(repeating: "0a", count: 20)) "
                + "--branch=main --push")
        // Twenty commits, and how to see those that are not kept.
        #expect(commands.count == 21)
    }

    /// What is sent does not grow with the repository.
    @Test func aPageOfTwentyThousandIsNoLargerThanOneOfTwoThousand() async throws {
        var sizes: [Int] = []
        for count in [2_000, 20_000] {
            let sample = DashboardSample.typical()
            let key = ObjectKey(namespace: "team-a", name: "storefront")
            var record = try #require(sample.store[key])
            record.snapshot = DashboardSample.snapshot(DashboardSample.references(count))
            sample.store.put(record, for: key)
            for path in [
                "/", "/repositories/team-a/storefront", "/repositories/team-a/storefront/images?page=7&state=unchanged",
            ] {
                let size = await sample.dashboard.answer(DashboardRequest(path)).body.count
                #expect(size < 200_000)
                sizes.append(size)
            }
        }
        for (small, large) in zip(sizes[..<3], sizes[3...]) { #expect(large < small + small / 2) }
    }

    @Test func aReplicaThatWaitsSaysSo() async throws {
        var sample = DashboardSample.typical()
        sample.isLeading = false
        let page = try await Self.outline("/repositories/team-b/legacy/images", of: sample)
        #expect(page.all("p").contains { $0.text.hasPrefix("This replica waits for its turn.") })
        #expect(page.all("p").contains { $0.text == "The replica that leads knows; this one waits for its turn." })
    }
}
