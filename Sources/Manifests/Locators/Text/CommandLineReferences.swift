/// Finds the images that command lines name: what container tools are told to run or fetch, what options for images hold,
/// and everything that is spelled out with a registry's host and a tag or digest.
enum CommandLineReferences {
    /// Where they stand, in their order; offsets of the slice.
    static func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for line in CommandLines(bytes) where mayHold(bytes[line]) {
            found += ranges(in: bytes, line: line)
        }
        return found
    }

    /// Whether a line is worth splitting.
    private static func mayHold(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains(UInt8(ascii: "/")) || line.contains(UInt8(ascii: " "))
    }

    private static func ranges(in bytes: ArraySlice<UInt8>, line: Range<Int>) -> [Range<Int>] {
        let end = CommandLines.commentStart(in: bytes, line) ?? line.upperBound
        let code = line.lowerBound..<end
        let spelledOut = ReferenceScanner.references(in: bytes[code]).map {
            ($0.lowerBound + code.lowerBound)..<($0.upperBound + code.lowerBound)
        }
        guard ContainerCommand.mayStand(in: bytes[code]) else { return spelledOut }
        let words = ShellLine.words(in: bytes, code)
        let told = ContainerCommand.images(in: words, of: bytes)
        let others = told.filter { word in !spelledOut.contains { $0.overlaps(word) } }
        return (spelledOut + others).sorted { $0.lowerBound < $1.lowerBound }
    }
}
