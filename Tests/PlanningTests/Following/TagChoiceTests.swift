import ImageModel
import Testing

@testable import Planning

@Suite struct TagChoiceTests {
    private static let releases = [
        "latest", "2.8.0", "2.8.1", "2.8.10", "2.8.9", "2.9.0", "3.0.0-rc1", "v2.8.5", "2.8", "2.8.2-alpine",
    ]

    private func choice(_ policy: TagPolicy, _ current: String?, _ tags: [String]) -> TagChoice {
        policy.choice(for: current.flatMap { ImageTag($0) }, among: tags.compactMap { ImageTag($0) })
    }

    @Test(
        arguments: [
            ("semver ~2.8", "2.8.0", "2.8.10"), ("semver ^2", "2.8.0", "2.9.0"), ("semver *", "v2.8.0", "2.9.0"),
            ("semver >=2.8.0-0", "2.8.0", "3.0.0-rc1"), ("semver ~2.8", "latest", "2.8.10"),
            ("semver ~2.8", "2.8", "2.8.10"),
            ("semver ~2.8", "2.8.10", nil), ("semver ~2.8", "2.7.0", "2.8.10"),
            ("numerical", "7", "110"), ("numerical desc", "7", "1.5"), ("numerical", "110", nil),
            ("alphabetical", "build-b", "build-c"), ("alphabetical desc", "build-b", "build-a"),
            ("calver YYYY.0M", "2024.01", "2024.11"), ("calver YYYY.0M", "2024.11", nil),
        ])
    func follows(_ policy: String, _ current: String, _ expected: String?) throws {
        let policy = try #require(try TagPolicy.parse(policy))
        let tags =
            switch policy.order {
            case .semver: Self.releases
            case .numerical: ["110", "9", "5", "007", "latest", "1.5", "1.50.1", "2.", ".5", "1e1", "-3"]
            case .alphabetical: ["build-a", "build-c", "build-b"]
            default: ["2024.02", "2024.11", "2023.12", "latest", "2024.13"]
            }
        let expected: TagChoice = expected.flatMap { ImageTag($0) }.map { .tag($0) } ?? .stays(nil)
        #expect(choice(policy, current, tags) == expected)
        #expect(choice(policy, current, tags.reversed()) == expected)
    }

    @Test func neverOlderUnlessAllowed() throws {
        var policy = try #require(try TagPolicy.parse("semver ~2.8"))
        #expect(
            choice(policy, "2.9.0", Self.releases)
                == .stays(
                    "2.8.10 is the best that matches, and older than what stands here: 'allowOlder' lets it go back"))
        policy.allowsOlder = true
        #expect(choice(policy, "2.9.0", Self.releases) == .tag(ImageTag("2.8.10")!))
        // What is filtered out is not left for something older.
        policy.allowsOlder = false
        policy.exclude = try TagPattern("^2.8.10$")
        guard case .stays(_?) = choice(policy, "2.8.10", Self.releases) else {
            Issue.record("an excluded tag was left for an older one")
            return
        }
    }

    @Test(arguments: [[], ["latest", "main"]])
    func anEmptyListChangesNothing(_ tags: [String]) throws {
        let policy = try #require(try TagPolicy.parse("semver *"))
        #expect(
            choice(policy, "2.9.0", tags) == .stays("none of \(tags.count) tags matches 'semver *': nothing changes"))
    }

    @Test func theStyleIsKept() throws {
        let policy = try #require(try TagPolicy.parse("semver ^1"))
        let tags = ["1.2.0", "v1.2.0", "1.1.0"]
        #expect(choice(policy, "v1.0.0", tags) == .tag(ImageTag("v1.2.0")!))
        #expect(choice(policy, "1.0.0", tags) == .tag(ImageTag("1.2.0")!))
        #expect(choice(policy, "1.2.0", ["v1.2.0"]) == .stays(nil))
    }

    @Test func filters() throws {
        var policy = try #require(try TagPolicy.parse("semver *"))
        policy.include = try TagPattern("^2.8")
        policy.exclude = try TagPattern("10$")
        #expect(choice(policy, "2.8.0", Self.releases) == .tag(ImageTag("2.8.9")!))
        policy.prereleases = true
        policy.include = try TagPattern("rc")
        #expect(choice(policy, "2.8.0", Self.releases) == .tag(ImageTag("3.0.0-rc1")!))
    }

    @Test func extractsWhatIsCompared() throws {
        var policy = try #require(try TagPolicy.parse("numerical"))
        policy.extract = try TagExtraction(TagPattern("^main-[0-9a-f]+-(?P<time>[0-9]+)$"), template: "$time")
        let tags = ["main-aaaa-100", "main-bbbb-99", "main-cccc-1000", "dev-ffff-9999", "main-zzzz-9999"]
        #expect(choice(policy, "main-aaaa-100", tags) == .tag(ImageTag("main-cccc-1000")!))
        #expect(choice(policy, "main-dddd-2000", tags) == TagChoice.older(ImageTag("main-cccc-1000")!))
        #expect(choice(policy, "latest", tags) == .tag(ImageTag("main-cccc-1000")!))
        var flavour = try #require(try TagPolicy.parse("semver ~2.8"))
        flavour.extract = try TagExtraction(TagPattern("^(.*)-alpine$"), template: nil)
        #expect(choice(flavour, "2.8.0-alpine", Self.releases) == .tag(ImageTag("2.8.2-alpine")!))
    }

    /// What many official images have.
    @Test func versionsOfTwoNumbers() throws {
        var policy = try #require(try TagPolicy.parse("semver ^16"))
        policy.extract = try TagExtraction(TagPattern(#"^([0-9]+\.[0-9]+)$"#), template: "$1.0")
        let tags = ["16", "16.4", "16.10", "16.9", "16.9-alpine", "17.0", "9.6.24", "latest"]
        #expect(choice(policy, "16.4", tags) == .tag(ImageTag("16.10")!))
        #expect(choice(policy, "16.10", tags) == .stays(nil))
        #expect(choice(policy, "16.11", tags) == TagChoice.older(ImageTag("16.10")!))
    }

    @Test func newestByDate() throws {
        let policy = TagPolicy(.newest)
        let texts = [
            "a": "2024-01-31T10:00:00Z", "b": "2024-01-31T10:00:00.5+00:00", "c": "2024-01-31T11:30:00+02:00",
            "epoch": "1970-01-01T00:00:00Z", "none": "yesterday",
        ]
        var dates: [ImageTag: CreationTime] = [:]
        for (tag, text) in texts { dates[try #require(ImageTag(tag))] = CreationTime(text) }
        #expect(dates.count == 3)
        let newest = NewestTag(policy: policy, seen: 5, dates: dates)
        let tag = try #require(ImageTag("b"))
        #expect(newest.choice(for: ImageTag("a"), made: CreationTime("2024-01-31T10:00:00Z")) == .tag(tag))
        #expect(newest.choice(for: ImageTag("z"), made: nil) == .tag(tag))
        #expect(newest.choice(for: tag, made: nil) == .stays(nil))
        #expect(newest.choice(for: ImageTag("z"), made: CreationTime("2025-01-01T00:00:00Z")) == .older(tag))
        #expect(
            NewestTag(policy: policy, seen: 7, dates: [:]).choice(for: tag, made: nil)
                == .stays("none of 7 tags matches 'newest' and says when its image was made: nothing changes"))
    }

    @Test func aLongListKeepsLittle() throws {
        var sieve = TagSieve(TagPolicy(.newest))
        for number in 0..<1_000 { sieve.offer([ImageTag("b\(number)")!]) }
        #expect(sieve.isOverfull && sieve.dated.isEmpty && sieve.seen == 1_000)
    }

    @Test(
        arguments: [
            ("semver", "'semver' needs a range, as in 'semver ~2.8'"),
            ("calver", "'calver' needs a format, as in 'calver YYYY.0M.0D'"),
            ("numerical up", "'up' is no direction: asc follows the last, desc the first"),
            (
                "newest created",
                "'newest created' cannot be followed; known are tag, semver RANGE, calver FORMAT, numerical, alphabetical and newest"
            ),
            (
                "",
                "'' cannot be followed; known are tag, semver RANGE, calver FORMAT, numerical, alphabetical and newest"
            ),
        ])
    func words(_ text: String, _ message: String) {
        let error = #expect(throws: PatternError.self) { try TagPolicy.parse(text) }
        #expect(error?.description == message)
    }
}
