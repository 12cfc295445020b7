import Testing
import YAMLSource

@Suite struct DecoderTests {
    struct Rule: Decodable, Equatable {
        var from: String
        var to: String
        var copy: Copy?
        var limit: Int?
        var share: Double?
        var force: Bool?
    }

    enum Copy: String, Decodable, CaseIterable { case never, missing, replace }

    struct Config: Decodable, Equatable {
        var rewrites: [Located<Rule>]
        var labels: [String: String]?
        var platforms: [Located<Platform>]?
    }

    struct Platform: Decodable, Equatable {
        struct Invalid: Error, CustomStringConvertible {
            var description: String { "a platform looks like linux/amd64" }
        }

        let name: String

        init(from decoder: any Decoder) throws {
            name = try decoder.singleValueContainer().decode(String.self)
            guard name.contains("/") else { throw Invalid() }
        }
    }

    func decode(_ text: String) throws -> Config { try YAMLDecoder().decode(Config.self, from: Array(text.utf8)) }

    @Test func valuesKnowWhereTheyStand() throws {
        let text = """
            base: &b {copy: missing}
            config:
              rewrites:
                - {from: a, to: "1.0", limit: 0x10, share: .5, force: True}
                - <<: *b
                  from: c
                  to: d
              labels: {x: y, z: w}
              platforms: [linux/amd64]
            """
        let root = try parse(text).documents[0]
        let config = try YAMLDecoder().decode(Config.self, from: #require(root["config"]))
        #expect(config.rewrites[0].value == Rule(from: "a", to: "1.0", limit: 16, share: 0.5, force: true))
        #expect(config.rewrites[1].value == Rule(from: "c", to: "d", copy: .missing))
        #expect(
            config.rewrites.map(\.location) == [SourceLocation(line: 4, column: 7), SourceLocation(line: 5, column: 7)])
        #expect(config.labels == ["x": "y", "z": "w"])
        #expect(config.platforms?[0].value.name == "linux/amd64")
    }

    static let errors: [(String, YAMLSourceError.Code, String)] = [
        ("", .missingKey, "1:1: the file is empty"),
        ("a: b\n---\nc: d\n", .syntax, "3:1: the file has more than one document"),
        ("[]", .typeMismatch, "1:1: expected a mapping, found a list"),
        ("rewrites: {}", .typeMismatch, "1:11: rewrites: expected a list, found a mapping"),
        ("rewrites: []\nlables: {}", .unknownKey, "2:1: unknown key `lables`, did you mean `labels`?"),
        ("rewrites: []\nzebra: {}", .unknownKey, "2:1: unknown key `zebra`"),
        ("rewites: []", .unknownKey, "1:1: unknown key `rewites`, did you mean `rewrites`?"),
        ("labels: {}", .missingKey, "1:1: the key `rewrites` is missing"),
        ("rewrites:\n- to: a", .missingKey, "2:3: rewrites[0]: the key `from` is missing"),
        (
            "rewrites:\n- {from: a, to: b}\n- {from: a, to: b, Copy: never}", .unknownKey,
            "3:20: rewrites[1]: unknown key `Copy`, did you mean `copy`?"
        ),
        (
            "rewrites: [{from: a, to: 1.10}]", .typeMismatch,
            "1:26: rewrites[0].to: expected a string, found the number 1.10; put it in quotes"
        ),
        (
            "rewrites: [{from: a, to: true}]", .typeMismatch,
            "1:26: rewrites[0].to: expected a string, found `true`; put it in quotes"
        ),
        ("rewrites: [{from: a, to: }]", .typeMismatch, "1:25: rewrites[0].to: expected a string, found nothing"),
        (
            "rewrites: [{from: a, to: b, force: yes}]", .typeMismatch,
            "1:36: rewrites[0].force: expected true or false, found a string"
        ),
        (
            "rewrites: [{from: a, to: b, limit: 1.5}]", .typeMismatch,
            "1:36: rewrites[0].limit: expected a whole number, found the number 1.5"
        ),
        (
            "rewrites: [{from: a, to: b, limit: 99999999999999999999}]", .invalidValue,
            "1:36: rewrites[0].limit: 99999999999999999999 is not between -9223372036854775808 and 9223372036854775807"
        ),
        (
            "rewrites: [{from: a, to: b, copy: mising}]", .invalidValue,
            "1:35: rewrites[0].copy: `mising` is none of `never`, `missing`, `replace`, did you mean `missing`?"
        ),
        ("rewrites: [{from: a, to: b, from: c}]", .duplicateKey, "1:29: rewrites[0]: the key `from` stands twice"),
        ("rewrites: []\n[a]: b", .typeMismatch, "2:1: a key has to be a scalar"),
        ("rewrites: []\nplatforms: [linux]", .invalidValue, "2:13: platforms[0]: a platform looks like linux/amd64"),
        ("rewrites: []\nlabels: {x: [é]}", .typeMismatch, "2:13: labels.x: expected a string, found a list"),
    ]

    @Test(arguments: errors) func errorsNameThePlace(
        _ text: String, _ code: YAMLSourceError.Code, _ message: String
    ) {
        let error = failure { try decode(text) }
        #expect(error?.description == message)
        #expect(error?.code == code)
    }

    @Test func aNullIsNoValue() throws {
        #expect(try decode("rewrites: []\nlabels:\nplatforms: ~\n") == Config(rewrites: []))
    }

    /// Two types that share one mapping know each other's keys.
    @Test func flattenedTypesShareTheirKeys() throws {
        struct Inner: Decodable { var a: String }
        struct Outer: Decodable {
            enum CodingKeys: String, CodingKey { case b }
            var inner: Inner
            var b: String
            init(from decoder: any Decoder) throws {
                inner = try Inner(from: decoder)
                b = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .b)
            }
        }
        let outer = try YAMLDecoder().decode(Outer.self, from: Array("{a: x, b: y}".utf8))
        #expect(outer.inner.a + outer.b == "xy")
        let error = failure { try YAMLDecoder().decode(Outer.self, from: Array("{a: x, b: y, bb: z}".utf8)) }
        #expect(error?.description == "1:14: unknown key `bb`, did you mean `b`?")
    }

    @Test func nestedContainersAreStrictToo() throws {
        struct Outer: Decodable {
            enum CodingKeys: String, CodingKey { case a }
            enum Inner: String, CodingKey { case b }
            init(from decoder: any Decoder) throws {
                let outer = try decoder.container(keyedBy: CodingKeys.self)
                _ = try outer.nestedContainer(keyedBy: Inner.self, forKey: .a).decode(String.self, forKey: .b)
            }
        }
        let error = failure { try YAMLDecoder().decode(Outer.self, from: Array("a: {b: x, c: y}".utf8)) }
        #expect(error?.description == "1:11: a: unknown key `c`, did you mean `b`?")
    }

    static let nearest: [(String, String?)] = [
        ("platform", "platforms"), ("plafroms", "platforms"), ("form", "from"), ("x", nil), ("FROM", "from"),
        ("fr", nil),
    ]

    @Test(arguments: nearest) func theNearestNameIsNear(_ name: String, _ expected: String?) {
        #expect(EditDistance.nearest(to: name, among: ["platforms", "from", "rewrites"]) == expected)
    }
}
