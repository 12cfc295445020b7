import Testing

@testable import Planning

/// Ranges as Masterminds/semver reads them, which Flux and Helm use.
@Suite struct VersionRangeTests {
    @Test(
        arguments: [
            ("~2.8", ["2.8.0", "2.8.9", "v2.8.1"], ["2.7.9", "2.9.0", "3.0.0", "2.8.1-rc.1", "2.9.0-0"]),
            ("~2.8.1", ["2.8.1", "2.8.2"], ["2.8.0", "2.9.0"]),
            ("~2", ["2.0.0", "2.9.9"], ["3.0.0", "1.9.9"]),
            ("~> 2.8", ["2.8.3"], ["2.9.0"]),
            ("~2.x", ["2.0.0", "2.9.9"], ["3.0.0"]),
            ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0"]),
            ("^1.2", ["1.2.0", "1.9.0"], ["1.1.9", "2.0.0"]),
            ("^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0", "0.2.2"]),
            ("^0.0.3", ["0.0.3"], ["0.0.4"]),
            ("^0.0", ["0.0.3"], ["0.1.0"]),
            ("^0", ["0.9.0"], ["1.0.0"]),
            ("1.x", ["1.0.0", "1.9.9"], ["2.0.0", "0.9.9"]),
            ("1.2.*", ["1.2.0", "1.2.9"], ["1.3.0"]),
            ("1.2", ["1.2.0", "1.2.9"], ["1.3.0"]),
            ("*", ["0.0.0", "9.9.9"], ["1.0.0-rc.1"]),
            ("*-0", ["0.0.0", "1.0.0-rc.1", "9.9.9"], []),
            ("~1.2\n", ["1.2.9"], ["1.3.0"]),
            ("1.2.3+build.7", ["1.2.3"], ["1.2.4"]),
            ("1.2.3", ["1.2.3", "v1.2.3", "1.2.3_build"], ["1.2.4", "1.2.3-rc.1"]),
            ("=1.2.3", ["1.2.3"], ["1.2.4"]),
            ("!=1.2.3", ["1.2.4", "1.2.2"], ["1.2.3"]),
            ("!=1.2", ["1.3.0"], ["1.2.3"]),
            (">1.2.3", ["1.2.4"], ["1.2.3"]),
            (">1.2", ["1.3.0"], ["1.2.9"]),
            (">1", ["2.0.0"], ["1.9.9"]),
            (">= 1.2, < 2", ["1.2.0", "1.9.9"], ["2.0.0", "1.1.0"]),
            ("=>1.2 =<1.4", ["1.2.0", "1.4.9"], ["1.5.0"]),
            ("<=1.2.3", ["1.2.3"], ["1.2.4"]),
            ("1.2 - 1.4", ["1.2.0", "1.4.9"], ["1.5.0", "1.1.9"]),
            ("1.2.0 - 1.4.5", ["1.4.5"], ["1.4.6"]),
            ("~1.2 || ^3", ["1.2.9", "3.4.0"], ["2.0.0", "1.3.0"]),
            (">=2.0.0-0", ["2.0.0-rc.1", "2.0.0", "3.0.0-alpha"], ["1.9.9"]),
            (">=1.0-0 <2", ["1.0.0-rc.1", "1.5.0-beta"], ["2.0.0"]),
            ("~2.8.0-0", ["2.8.0-rc.1", "2.8.9"], ["2.9.0-rc.1", "2.9.0"]),
        ])
    func ranges(_ text: String, _ inside: [String], _ outside: [String]) throws {
        let range = try VersionRange(text)
        for tag in inside {
            #expect(try range.contains(#require(SemanticVersion(tag: tag)), prereleases: false), "\(tag)")
        }
        for tag in outside {
            #expect(try !range.contains(#require(SemanticVersion(tag: tag)), prereleases: false), "\(tag)")
        }
    }

    @Test(arguments: [("~2.8", "2.8.1-rc.1", true), ("~2.8", "2.9.0-rc.1", false), ("^2", "3.0.0-rc.1", false)])
    func preReleasesByPolicy(_ text: String, _ tag: String, _ expected: Bool) throws {
        #expect(try VersionRange(text).contains(#require(SemanticVersion(tag: tag)), prereleases: true) == expected)
    }

    @Test(
        arguments: [
            ("", "'' has an empty part"),
            ("~2 ||", "'~2 ||' has an empty part"),
            ("latest", "'latest' in 'latest' is no version, such as 2.8, 2.x or 2.8.0-rc.1"),
            ("~", "'' in '~' is no version, such as 2.8, 2.x or 2.8.0-rc.1"),
            ("~~2", "'~~' in '~~2' is no operator of a version range"),
            ("1.x.3", "'1.x.3' in '1.x.3' is no version, such as 2.8, 2.x or 2.8.0-rc.1"),
            ("1.02", "'1.02' in '1.02' is no version, such as 2.8, 2.x or 2.8.0-rc.1"),
            ("1.2.3.4", "'1.2.3.4' in '1.2.3.4' is no version, such as 2.8, 2.x or 2.8.0-rc.1"),
            ("1.2 -", "'1.2 -' lacks a version behind '-'"),
            (">*", "'>*' in '>*' matches no version"),
            (
                "99999999999999999999",
                "'99999999999999999999' in '99999999999999999999' is no version, such as 2.8, 2.x or 2.8.0-rc.1"
            ),
            (String(repeating: "1 ", count: 200), "the range is longer than 256 bytes"),
        ])
    func errors(_ text: String, _ message: String) {
        let error = #expect(throws: PatternError.self) { try VersionRange(text) }
        #expect(error?.description == message)
    }

    /// semver.org, 11.
    @Test func precedence() throws {
        let ordered = [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
            "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0", "18446744073709551615.0.0",
        ].compactMap { SemanticVersion(tag: $0) }
        #expect(ordered.count == 12)
        for (a, b) in zip(ordered, ordered.dropFirst()) { #expect(a < b && !(b < a)) }
    }

    @Test(arguments: [
        "1.2", "1", "latest", "1.2.3-", "1.2.3-01", "01.2.3", "1.2.3.4", "18446744073709551616.0.0", "v", "",
    ])
    func noVersions(_ tag: String) { #expect(SemanticVersion(tag: tag) == nil) }
}
