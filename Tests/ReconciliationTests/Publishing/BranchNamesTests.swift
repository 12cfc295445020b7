import Testing

@testable import Reconciliation

@Suite struct BranchNamesTests {
    @Test(
        arguments: [
            (nil, "main", nil, "pinnace/update/main"),
            (nil, "main", "apps", "pinnace/update/main-apps"),
            ("pins/{base}/{group}", "main", nil, "pins/main/all"),
            ("pins/{base}/{group}", "main", "apps", "pins/main/apps"),
            ("pins", "main", "apps", "pins-apps"),
        ] as [(String?, String, String?, String)])
    func names(_ template: String?, _ base: String, _ group: String?, _ expected: String) {
        #expect(BranchNames(template: template, base: base).name(of: group) == expected)
    }

    /// What is no plain word gets a part of a hash, so that no two of them meet.
    @Test(arguments: [
        "apps/a", "apps-a ", "@team/birch", "..", "a..b", "x.lock", "-x", "ü", "", String(repeating: "x", count: 90),
    ])
    func oddNamesStayNames(_ text: String) {
        let part = BranchNames.part(text)
        #expect(part.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9.-]*/) != nil)
        #expect(!part.contains("..") && !part.hasSuffix(".lock") && part.count <= 70)
        #expect(part != text)
    }

    @Test func differentNamesHaveDifferentBranches() {
        let names = ["a/b", "a-b", "a b", "a@b", "A/b"].map(BranchNames.part)
        #expect(Set(names).count == names.count)
    }

    @Test func rollbacksOfABranchAreFoundByTheirBeginning() {
        #expect(BranchNames.rollback("amber", of: "main") == "pinnace/rollback/main/amber")
        #expect(BranchNames.rollbacks(of: "release/1.0").hasPrefix("pinnace/rollback/release-1.0-"))
    }
}
