import ImageModel
import Planning
import Testing

@Suite struct FindingSeverityTests {
    static let cases: [(FindingSeverity, [String: Int], String?)] = [
        (.high, ["CRITICAL": 2, "HIGH": 5], "linux/amd64: 2 critical"),
        (.medium, ["CRITICAL": 2, "HIGH": 5, "LOW": 9], "linux/amd64: 2 critical, 5 high"),
        (.high, ["HIGH": 5, "UNTRIAGED": 3], nil),
        (.low, ["INFORMATIONAL": 4, "UNDEFINED": 1, "ODD": 1], nil),
        (.none, ["UNDEFINED": 1], "linux/amd64: 1 informational"),
        (.none, ["NONE": 1], "linux/amd64: 1 informational"),
        (.none, ["CRITICAL": 0], nil),
        (.none, [:], nil),
    ]

    @Test(arguments: cases)
    func whatIsWorse(_ maximum: FindingSeverity, _ counts: [String: Int], _ message: String?) {
        let findings = ImageFindings(platform: Platform("linux/amd64"), counts: counts)
        #expect(maximum.excess(of: [findings]) == message)
    }
}
