import Testing
import YAMLSource

/// The key of an entry, in whatever order it is asked for.
@Suite struct EntryKeyTests {
    private static let text = "a: 1\nb: {c: 2, ? [d] : e}\nf: &x [g, h]\n? {i: j}\n: {k: *x, l: {m: n}}\no:\n"

    @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]]) func theOrderDoesNotMatter(_ order: [Int]) throws {
        let stream = try parse(Self.text)
        let nodes = Array(stream.allNodes)
        // Keys and values as the mappings list them, without asking for a key.
        var expected: [Int: Int] = [:]
        for node in nodes {
            for (key, value) in node.entries { (expected[key.index], expected[value.index]) = (key.index, key.index) }
        }
        for remainder in order {
            for node in nodes where node.index % 3 == remainder {
                #expect(node.entryKey?.index == expected[node.index], "\(node.sourceText)")
            }
        }
    }
}
