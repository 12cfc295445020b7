import Testing

import YAMLSource

/// What holds for every file, tried on generated ones.
@Suite struct PropertyTests {
    static let seeds = Array(stride(from: 0, to: 4_000, by: 500))

    private func files(_ seed: Int) throws -> [(text: String, stream: YAMLStream)] {
        try (seed..<(seed + 500)).map { seed in
            var generator = DocumentGenerator(seed: UInt64(seed))
            let text = generator.file()
            return (text, try parse(text))
        }
    }

    @Test(arguments: seeds) func aScalarsBytesReadAsItsValue(_ seed: Int) throws {
        for (text, stream) in try files(seed) {
            var end = 0
            for node in stream.allNodes where node.isScalar && !node.range.isEmpty {
                #expect(node.range.lowerBound >= end)
                end = node.range.upperBound
                guard !hasIndentationIndicator(node) else { continue }
                // In a flow sequence a scalar needs no line of its own; a block scalar does.
                let alone = node.style.isBlockScalar ? node.sourceText : "[\(node.sourceText)\n]"
                let read = try parse(alone).scalars.first
                #expect(read?.string == node.string, "\(text)")
                #expect(read?.style == node.style, "\(text)")
            }
        }
    }

    @Test(arguments: seeds) func nodesLieInsideOneAnother(_ seed: Int) throws {
        for (text, stream) in try files(seed) {
            for node in stream.allNodes {
                guard let parent = node.parent else { continue }
                #expect(parent.range.lowerBound <= node.range.lowerBound, "\(text)")
                #expect(parent.range.upperBound >= node.range.upperBound, "\(text)")
            }
        }
    }

    @Test(arguments: seeds) func editsChangeNothingElse(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let values = ["new:1@sha256:0", "é 🚢", "it's", "1.10", "a: b", "", "x, y", "# z"]
        for (text, stream) in try files(seed) {
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
            #expect(try YAMLStream(bytes: bytes).scalars.map(\.string) == expected, "\(text)")
        }
    }

    @Test(arguments: seeds) func anInsertedLineCanBeTakenAway(_ seed: Int) throws {
        for (text, stream) in try files(seed) {
            for node in stream.allNodes where node.entryKey == node {
                guard let edit = try? node.insertingEntry("added", "a:1@sha256:0"),
                    let bytes = try? YAMLEditing.apply([edit], to: stream)
                else { continue }
                let edited = try YAMLStream(bytes: bytes)
                let undo = try #require(edited.first("added")).removingEntry()
                #expect(string(try YAMLEditing.apply([undo], to: edited)) == text)
            }
        }
    }

    /// Its number counts from the parent's indentation, which the scalar alone does not have.
    private func hasIndentationIndicator(_ node: YAMLNode) -> Bool {
        node.style.isBlockScalar && node.sourceText.prefix { !$0.isNewline }.contains(where: \.isWholeNumber)
    }
}
