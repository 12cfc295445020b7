import Testing
import YAMLSource

@Suite struct EntryEditTests {
    static let after: [(String, String)] = [
        ("tag: a\n", "tag: a\ndigest: d\n"),
        ("tag: a", "tag: a\ndigest: d"),
        ("tag: a # c\r\nb: c\r\n", "tag: a # c\r\ndigest: d\r\nb: c\r\n"),
        ("b: c\r\ntag: a", "b: c\r\ntag: a\r\ndigest: d"),
        ("x:\n    tag: 'a'\n\n    y: z\n", "x:\n    tag: 'a'\n    digest: 'd'\n\n    y: z\n"),
        ("x:\n- tag: \"a\"\n  y: z\n", "x:\n- tag: \"a\"\n  digest: \"d\"\n  y: z\n"),
        ("x:\n  -   tag: a\n", "x:\n  -   tag: a\n      digest: d\n"),
        ("tag:\nb: c\n", "tag:\ndigest: d\nb: c\n"),
        ("tag: |\n  a\n\nb: c\n", "tag: |\n  a\ndigest: d\n\nb: c\n"),
        ("tag:\n  x: y\n  z: [\n    1 ] # e\nb: c\n", "tag:\n  x: y\n  z: [\n    1 ] # e\ndigest: d\nb: c\n"),
        ("tag: &x a\nb: *x\n", "tag: &x a\ndigest: d\nb: *x\n"),
        ("---\ntag: a\n---\nb: c\n", "---\ntag: a\ndigest: d\n---\nb: c\n"),
        ("x:\n  é: 1\n  tag: a\ny: z\n", "x:\n  é: 1\n  tag: a\n  digest: d\ny: z\n"),
    ]

    @Test(arguments: after) func aLineIsAddedAfterAnEntryAndTakenAway(_ before: String, _ after: String) throws {
        let stream = try parse(before)
        let edit = try #require(stream.first("tag")).insertingEntry("digest", "d")
        let edited = try YAMLEditing.apply([edit], to: stream)
        #expect(string(edited) == after)
        let again = try YAMLStream(bytes: edited)
        let undo = try #require(again.first("digest")).removingEntry()
        #expect(string(try YAMLEditing.apply([undo], to: again)) == before)
    }

    @Test func aLineIsAddedBeforeAnEntry() throws {
        let stream = try parse("x:\n  # c\n  tag: a\n")
        let edit = try #require(stream.first("tag")).insertingEntry("digest", "1.10", .before)
        #expect(string(try YAMLEditing.apply([edit], to: stream)) == "x:\n  # c\n  digest: \"1.10\"\n  tag: a\n")
    }

    static let refused: [(String, EntryPosition, String)] = [
        ("{tag: a}\n", .after, "1:7: a flow mapping takes no line of its own"),
        ("- tag: a\n", .before, "1:3: the entry shares its line with what comes before"),
        ("? tag\n: a\n", .after, "1:3: the entry shares its line with what comes before"),
        ("tag: a\ndigest: b\n", .after, "1:6: the mapping already has a key `digest`"),
    ]

    @Test(arguments: refused) func whereNoLineFitsItIsSaid(
        _ text: String, _ position: EntryPosition, _ message: String
    ) throws {
        let node = try #require(try parse(text).first("tag"))
        #expect(failure { try node.insertingEntry("digest", "d", position) }?.description == message)
    }

    @Test func theOnlyEntryAndTheFirstOfAnElementStay() throws {
        let only = try #require(try parse("a:\n  tag: b\n").first("tag"))
        #expect(failure { try only.removingEntry() }?.description == "2:8: the entry is the only one of its mapping")
        let first = try #require(try parse("- tag: b\n  c: d\n").first("tag"))
        #expect(
            failure { try first.removingEntry() }?.description
                == "1:3: the entry shares its line with what comes before")
        let element = try #require(try parse("- a\n").documents[0][0])
        #expect(failure { try element.removingEntry() }?.message == "this is no entry of a mapping")
    }

    @Test func innerLinesComeBeforeOuterOnesAtOnePlace() throws {
        let stream = try parse("x:\n  tag: a\n")
        let outer = try #require(stream.first("x")).insertingEntry("w", "z")
        let inner = try #require(stream.first("tag")).insertingEntry("digest", "d")
        #expect(string(try YAMLEditing.apply([outer, inner], to: stream)) == "x:\n  tag: a\n  digest: d\nw: z\n")
    }
}
