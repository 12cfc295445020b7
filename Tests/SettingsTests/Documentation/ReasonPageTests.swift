import PinnaceTestSupport
import Testing

/// Every reason that a plan can give has its paragraph, and no other.
@Suite struct ReasonPageTests {
    @Test func everyReasonIsDocumented() throws {
        let source = try ProjectFile("Sources/ImageModel/Resolution/ReasonCode.swift").text()
        let codes = source.matches(of: #/static let \w+ = ReasonCode\(rawValue: "([a-z-]+)"\)/#).map { String($0.1) }
        let page = try ProjectFile("docs/reasons.md").text()
        let documented = page.matches(of: #/(?m)^## `([a-z-]+)`$/#).map { String($0.1) }
        #expect(codes.count > 20)
        #expect(documented.sorted() == codes.sorted())
    }
}
