import ImageModel
import Planning
import Settings
import Testing

@Suite struct HoldsWritingTests {
    /// As people leave such a file: comments everywhere, their own quotes and indentation, no last line end.
    private static let commented = """
        # Ours. Ask before you release.
        apiVersion: "pinnace.dev/v1alpha1"   # do not change
        kind: Holds
        holds:

        # The proxy lost amd64.
        - image: 'x.dev/**/proxy'
          reason: |   # a long story
            # no comment, but text

            the end
        # Until the audit is over:
        -  file: apps/a.yaml
           object: Deployment/prod/a # the big one
           until: 2026-12-31

        # ñandú
        - image: x.dev/c
        # nothing below
        """

    @Test func aNewFile() throws {
        var hold = Hold()
        hold.image = try PathSegmentPattern("x.dev/a/proxy")
        hold.until = "2026-12-31"
        hold.since = "2026-11-20"
        #expect(
            String(decoding: try HoldsFile.adding(hold, to: nil), as: UTF8.self) == """
                # Images that stay where they are. 'pinnace rollback' and 'pinnace hold' add to this, 'pinnace release' takes away.
                apiVersion: pinnace.dev/v1alpha1
                kind: Holds
                holds:
                  - image: "x.dev/a/proxy"
                    until: "2026-12-31"
                    since: "2026-11-20"

                """)
    }

    @Test func addingKeepsEveryByte() throws {
        let added = try HoldsFile.adding(try Self.hold("x.dev/d"), to: Array(Self.commented.utf8))
        #expect(String(decoding: added, as: UTF8.self) == Self.commented + "\n- image: \"x.dev/d\"\n")
    }

    @Test func removingKeepsEveryOtherByte() throws {
        let first =
            Self.commented.firstRange(of: "- image: 'x")!
            .lowerBound..<Self.commented.firstRange(of: "# Until")!.lowerBound
        let second =
            Self.commented.firstRange(of: "-  file")!.lowerBound..<Self.commented.firstRange(of: "\n# ñ")!.lowerBound
        let third =
            Self.commented.firstRange(of: "- image: x.dev/c")!
            .lowerBound..<Self.commented.firstRange(of: "# nothing")!.lowerBound
        let ranges = [first, second, third]
        for kept in 0..<3 {
            let removed = Set(0..<3).subtracting([kept])
            var expected = Self.commented
            for position in removed.sorted().reversed() { expected.removeSubrange(ranges[position]) }
            let text = try #require(try HoldsFile.removing(removed, from: Array(Self.commented.utf8)))
            #expect(String(decoding: text, as: UTF8.self) == expected)
        }
    }

    @Test func whatIsAddedCanBeRemovedAgain() throws {
        let bytes = Array("\(Self.commented)\n".utf8)
        let added = try HoldsFile.adding(try Self.hold("x.dev/d"), to: bytes)
        #expect(try HoldsFile.removing([3], from: added) == bytes)
    }

    @Test func withoutHoldsThereIsNoFile() throws {
        #expect(try HoldsFile.removing([0, 1, 2], from: Array(Self.commented.utf8)) == nil)
    }

    @Test func lineEndsStayAsTheyAre() throws {
        let text = "apiVersion: pinnace.dev/v1alpha1\r\nkind: Holds\r\nholds:\r\n  - image: x.dev/a # a\r\n"
        let added = try HoldsFile.adding(try Self.hold("x.dev/d"), to: Array(text.utf8))
        #expect(String(decoding: added, as: UTF8.self) == "\(text)  - image: \"x.dev/d\"\r\n")
        #expect(try HoldsFile.removing([1], from: added) == Array(text.utf8))
    }

    @Test(arguments: [
        ("holds:\n", "holds:\n"), ("holds: []\n", "holds:\n"), ("holds: [] # none\n", "holds: # none\n"),
        ("", "holds:\n"),
    ])
    func aFileWithoutHoldsKeepsItsComments(_ list: String, _ opened: String) throws {
        let head = "# ours\napiVersion: pinnace.dev/v1alpha1\nkind: Holds # so\n"
        let added = try HoldsFile.adding(try Self.hold("x.dev/d"), to: Array((head + list).utf8))
        #expect(String(decoding: added, as: UTF8.self) == "\(head)\(opened)  - image: \"x.dev/d\"\n")
    }

    @Test(arguments: [
        "holds: [{image: x.dev/a}]\n", "holds: &h\n- image: x.dev/a\nkind2: x\n", "holds:\n- image: x.dev/a\n...\n",
    ])
    func whatCannotBeAddedToIsLeftAlone(_ list: String) throws {
        let text = "apiVersion: pinnace.dev/v1alpha1\nkind: Holds\n\(list)"
        #expect(throws: ConfigurationError.self) {
            try HoldsFile.adding(try Self.hold("x.dev/d"), to: Array(text.utf8))
        }
    }

    @Test func theListHasToBeLast() throws {
        let text = "apiVersion: pinnace.dev/v1alpha1\nholds:\n  - image: x.dev/a\nkind: Holds\n"
        let error = #expect(throws: ConfigurationError.self) {
            try HoldsFile.adding(try Self.hold("x.dev/d"), to: Array(text.utf8))
        }
        #expect(
            error?.description
                == ".pinnace/holds.yaml: a hold can only be added where 'holds:' is the last key, one item a line")
    }

    @Test(arguments: [
        "a\"b\\c", "one\ntwo\r\nthree\ttab", "# no comment", "key: value", "- item", "{}", "&a *b !c", "%TAG",
        "---\n...",
        " spaces ", "", "null", "1.10", "ñandú 日本語 👩‍💻", "\u{0}\u{1}\u{7F}\u{85}\u{2028}\u{2029}\u{FEFF}\u{202E}\u{FFFE}",
        "x\nholds:\n  - image: \"**\"\n", "\u{10FFFF}\u{A0}",
    ])
    func hostileStringsReadBackAndStayOnOneLine(_ text: String) throws {
        var hold = try Self.hold("x.dev/d")
        (hold.reason, hold.who, hold.file, hold.object, hold.field) = (text, text, text, text, text)
        let added = try HoldsFile.adding(hold, to: Array("\(Self.commented)\n".utf8))
        #expect(try HoldsFile.read(added).last == hold)
        let lines = added.dropFirst(Self.commented.utf8.count + 1).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 6)
        #expect(lines.allSatisfy { line in line.allSatisfy { $0 >= 0x20 } })
    }

    private static func hold(_ image: String) throws -> Hold {
        var hold = Hold()
        hold.image = try PathSegmentPattern(image)
        return hold
    }
}
