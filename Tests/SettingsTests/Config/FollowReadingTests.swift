import ImageModel
import Planning
import Settings
import Testing

@Suite struct FollowReadingTests {
    private func follow(_ text: String) throws -> TagPolicy? {
        let configuration = try ConfigText.read("policies:\n  - match: \"**\"\n    follow: \(text)\n")
        return try #require(configuration.rules.policies.first).follow
    }

    @Test(
        arguments: [
            ("tag", nil), ("semver ~2.8", "semver ~2.8"), ("{semver: \"~2.8 || ^3\"}", "semver ~2.8 || ^3"),
            ("{calver: YYYY.0M}", "calver YYYY.0M"), ("calver YYYY.0M.0D", "calver YYYY.0M.0D"),
            ("numerical", "numerical asc"), ("{numerical: desc}", "numerical desc"),
            ("{alphabetical: asc}", "alphabetical asc"), ("{newest: created}", "newest"), ("newest", "newest"),
        ])
    func policies(_ text: String, _ expected: String?) throws {
        #expect(try follow(text)?.description == expected)
    }

    @Test func everythingSaid() throws {
        let policy = try #require(
            try follow(
                "{semver: \"~2.8\", include: \"^v\", exclude: rc, extract: {pattern: \"^v(?P<v>.*)$\", template: $v}, "
                    + "prereleases: true, allowOlder: true}"))
        #expect(policy.include?.description == "^v")
        #expect(policy.exclude?.description == "rc")
        #expect(policy.extract != nil)
        #expect(policy.prereleases && policy.allowsOlder)
        let tags = ["v2.8.1", "2.8.2", "v2.8.3-rc1", "v2.8.2-beta1"].compactMap { ImageTag($0) }
        #expect(policy.choice(for: ImageTag("v2.8.9"), among: tags) == .tag(ImageTag("v2.8.2-beta1")!))
    }

    @Test(
        arguments: [
            ("semver", "5:13: 'semver' needs a range, as in 'semver ~2.8'"),
            (
                "latest",
                "5:13: 'latest' cannot be followed; known are tag, semver RANGE, calver FORMAT, numerical, alphabetical and newest"
            ),
            ("{semver: \"~~2\"}", "5:22: '~~' in '~~2' is no operator of a version range"),
            (
                "{semver: 2.8}",
                "5:22: policies[0].follow.semver: expected a string, found the number 2.8; put it in quotes"
            ),
            ("{calver: 0M.0D}", "5:22: '0M.0D' has no year: YYYY, YY or 0Y"),
            ("{numerical: up}", "5:25: 'up' is not one of asc, desc"),
            ("{newest: pushed}", "5:22: 'pushed' is not one of created"),
            (
                "{semver: \"*\", newest: created}",
                "5:35: one of semver, calver, numerical, alphabetical and newest, not two"
            ),
            (
                "{include: x}",
                "4:12: policies[0].follow needs one of semver, calver, numerical, alphabetical and newest"
            ),
            ("{semver: \"*\", include: \"(\"}", "5:36: the pattern '(': a ')' is missing"),
            ("{semver: \"*\", exclude: \"(a+\"}", "5:36: the pattern '(a+': a ')' is missing"),
            (
                "{numerical: asc, extract: {pattern: \"(a)(b)\"}}",
                "5:49: the pattern '(a)(b)' has 2 groups: a template has to say which is compared"
            ),
            (
                "{numerical: asc, extract: {pattern: \"(a)\", template: $x}}",
                "5:66: the template '$x' uses the group 'x', which the pattern does not have"
            ),
            ("{numerical: asc, prereleases: true}", "5:43: 'prereleases' goes with 'semver'"),
            (
                "{newest: created, extract: {pattern: \"(a)\"}}",
                "5:50: 'newest' compares dates, not tags: 'include' chooses among tags"
            ),
            ("{semvr: \"*\"}", "5:14: policies[0].follow: unknown key `semvr`, did you mean `semver`?"),
            ("[semver]", "5:13: policies[0].follow: expected a mapping, found a list"),
            (
                "{semver: \"*\", prereleases: yes please}",
                "5:40: policies[0].follow.prereleases: expected true or false, found a string"
            ),
        ])
    func errors(_ text: String, _ expected: String) {
        let body = "policies:\n  - match: \"**\"\n    follow: \(text)\n"
        #expect(ConfigText.error(ConfigText.heading + body) == ".pinnace/config.yaml:\(expected)")
    }
}
