import Testing
import YAMLSource

/// What holds for every file, tried on generated ones. Each test names the files for which it does not hold.
@Suite struct PropertyTests {
    static let seeds: [UInt64] = Array(stride(from: 0, to: 2_000, by: 500))

    private func files(_ first: UInt64, where fails: (YAMLStream, String) throws -> Bool) throws -> [String] {
        try (first..<(first + 500)).compactMap { seed in
            var generator = DocumentGenerator(seed: seed)
            let text = generator.file()
            return try fails(try parse(text), text) ? text : nil
        }
    }

    @Test(arguments: seeds) func aScalarsBytesReadAsItsValue(_ seed: UInt64) throws {
        let failed = try files(seed) { stream, _ in
            try stream.scalars.contains { node in
                if node.range.isEmpty || hasIndentationIndicator(node) { return false }
                // In brackets a scalar needs no line of its own; a block scalar does.
                let alone = node.style.isBlockScalar ? node.sourceText : "[\(node.sourceText)\n]"
                let read = try parse(alone).scalars.first
                return read?.string != node.string || read?.style != node.style
            }
        }
        #expect(failed == [])
    }

    @Test(arguments: seeds) func nodesLieInsideOneAnotherAndInOrder(_ seed: UInt64) throws {
        let failed = try files(seed) { stream, _ in
            let leaves = stream.allNodes.filter { !$0.kind.isCollection }.map(\.range)
            let inOrder = zip(leaves, leaves.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
            let inside = stream.allNodes.allSatisfy { node in
                guard let parent = node.parent?.range else { return true }
                return parent.lowerBound <= node.range.lowerBound && node.range.upperBound <= parent.upperBound
            }
            return !inOrder || !inside
        }
        #expect(failed == [])
    }

    @Test(arguments: seeds) func editsChangeNothingElse(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = ["new:1@sha256:0", "é 🚢", "it's", "1.10", "a: b", "", "x, y", "# z"]
        let failed = try files(seed) { stream, _ in
            var edits: [SourceEdit] = []
            var expected = stream.scalars.map(\.string)
            for (index, node) in stream.scalars.enumerated() where Int.random(in: 0..<4, using: &random) == 0 {
                let value = values.randomElement(using: &random)!
                guard let edit = try? node.replacingValue(with: value) else { continue }
                edits.append(edit)
                let breaks = node.style.isBlockScalar ? node.string!.reversed().prefix { $0 == "\n" } : []
                expected[index] = value + String(breaks)
            }
            let bytes = try YAMLEditing.apply(edits, to: stream)
            return try YAMLStream(bytes: bytes).scalars.map(\.string) != expected
        }
        #expect(failed == [])
    }

    @Test(arguments: seeds) func anInsertedLineCanBeTakenAway(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var count = 0
        let failed = try files(seed) { stream, text in
            let keys = stream.allNodes.filter { $0.entryKey == $0 }
            guard let key = keys.randomElement(using: &random), let edit = try? key.insertingEntry("added", "a:1"),
                let bytes = try? YAMLEditing.apply([edit], to: stream)
            else { return false }
            count += 1
            let edited = try YAMLStream(bytes: bytes)
            let undo = try edited.first("added")?.removingEntry()
            return string(try YAMLEditing.apply([undo!], to: edited)) != text
        }
        #expect(failed == [])
        #expect(count > 200)
    }

    /// Its number counts from the parent's indentation, which the scalar alone does not have.
    private func hasIndentationIndicator(_ node: YAMLNode) -> Bool {
        node.style.isBlockScalar && node.sourceText.prefix { !$0.isNewline }.contains(where: \.isWholeNumber)
    }
}
