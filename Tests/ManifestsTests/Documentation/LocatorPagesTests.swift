import Foundation
import PinnaceTestSupport
import Testing

@testable import Manifests

/// Each locator has a file of its own and a page in the documentation: a page names those it is about in a comment at its
/// end.
@Suite struct LocatorPagesTests {
    static let names = (Locators.all.map { "\(type(of: $0))" } + ObjectLocators.all.map { "\(type(of: $0))" }).sorted()

    struct Page: CustomTestStringConvertible {
        let name: String
        let headings: [String]
        let locators: [String]

        var testDescription: String { name }

        init(_ name: String) throws {
            self.name = name
            let lines = try ProjectFile("docs/locators/\(name)").text().split(separator: "\n").map(String.init)
            headings = lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
            let (begin, end) = ("<!-- locators: ", " -->")
            locators = lines.filter { $0.hasPrefix(begin) && $0.hasSuffix(end) }.flatMap {
                $0.dropFirst(begin.count).dropLast(end.count).components(separatedBy: ", ")
            }
        }
    }

    static let pages: [Page] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: ProjectFile("docs/locators").location)
        return (files ?? []).sorted().compactMap { try? Page($0) }
    }()

    @Test func eachLocatorIsOnOnePage() {
        #expect(Self.pages.flatMap(\.locators).sorted() == Self.names)
    }

    /// Which files, which fields, how a digest is written, what is blocked.
    @Test(arguments: pages.filter { !$0.locators.isEmpty }) func aPageSaysWhatOneHasToKnow(_ page: Page) {
        let headings = page.headings.joined(separator: "\n").lowercased()
        for heading in ["which files", "how it is written", "what is blocked", "what is not seen"] {
            #expect(headings.contains(heading))
        }
        #expect(headings.contains("which fields") || headings.contains("which places"))
    }

    @Test func eachLocatorHasAFileOfItsOwn() throws {
        let files = FileManager.default.enumerator(atPath: ProjectFile("Sources/Manifests/Locators").location)
        let names = Set(
            (files?.allObjects ?? []).compactMap { ($0 as? String)?.split(separator: "/").last.map(String.init) })
        #expect(Self.names.filter { !names.contains("\($0).swift") } == [])
    }
}
