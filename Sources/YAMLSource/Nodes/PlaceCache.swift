/// What a file remembers between questions about places, so that a million questions about one long line, asked in the
/// order of the text, cost no more than one pass over it.
struct PlaceCache: Sendable {
    private var lines: LineTable?
    private var counted = 0
    private var leaves: [Int]?
    private var column = (offset: 0, location: SourceLocation(line: 1, column: 1))
    private var line = (start: 0, offset: 0)
    /// The part of a line that was searched last, and the comment behind it.
    var trailing: (searched: Range<Int>, comment: YAMLComment?)?
    /// The line above which was searched last, and the comments there.
    var above: (line: Int, comments: [YAMLComment])?
    /// For a mapping whose entries were asked for, the key that was found last: one that is asked for in the order of the
    /// text is looked for from there on.
    var keys: [Int: Int] = [:]

    mutating func location(of offset: Int, in text: [UInt8]) -> SourceLocation {
        let (line, start) = lineAndStart(of: offset, in: text)
        let isFurther = column.location.line == line && column.offset <= offset
        let from = isFurther ? column.offset : start
        let known = isFurther ? column.location.column : 1
        let location = SourceLocation(line: line, column: known + text.scalarCount(from..<max(from, offset)))
        column = (offset, location)
        return location
    }

    /// A file's first few places are counted one by one; a table is for many.
    private mutating func lineAndStart(of offset: Int, in text: [UInt8]) -> (line: Int, start: Int) {
        counted += 1
        if lines == nil, counted <= Self.fewPlaces, let place = text.lineByLineFeeds(of: offset) { return place }
        let table = lines ?? LineTable(text[...])
        lines = table
        return table.line(of: offset)
    }

    private static let fewPlaces = 8

    /// As ``Swift/Array/lineStart(of:)``.
    mutating func lineStart(of offset: Int, in text: [UInt8]) -> Int {
        var start = offset
        while start > 0, text.lineBreakLength(before: start) == 0, start != line.offset { start -= 1 }
        if start == line.offset { start = line.start }
        line = (start, offset)
        return start
    }

    /// The last scalar or alias of some width that starts at or before an offset.
    mutating func lastLeaf(startingAtOrBefore offset: Int, of nodes: [ArenaNode]) -> Int? {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(nodes[middle].start) <= offset { low = middle + 1 } else { high = middle }
        }
        // Nodes stand in the order of their starts. In front of one are the collections that it begins.
        for index in (max(0, low - Self.fewNodes)..<low).reversed() where nodes[index].isLeaf { return index }
        return low > Self.fewNodes ? lastLeaf(inFrontOf: low - Self.fewNodes, of: nodes) : nil
    }

    /// Few nodes are looked at one by one; where there are more, they are told apart once and for all.
    private static let fewNodes = 16

    private mutating func lastLeaf(inFrontOf end: Int, of nodes: [ArenaNode]) -> Int? {
        let found = leaves ?? nodes.indices.filter { nodes[$0].isLeaf }
        leaves = found
        var (low, high) = (0, found.count)
        while low < high {
            let middle = (low + high) / 2
            if found[middle] < end { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? found[low - 1] : nil
    }
}

extension ArenaNode {
    /// A scalar or alias of some width.
    fileprivate var isLeaf: Bool { !kind.isCollection && start < end }
}

extension [UInt8] {
    /// The line that holds an offset, counted from 1, and where it starts; `nil` where a carriage return stands before,
    /// which may end a line by itself.
    func lineByLineFeeds(of offset: Int) -> (line: Int, start: Int)? {
        unsafe withUnsafeBufferPointer { bytes in
            let end = Swift.min(offset, bytes.count)
            var (feeds, returns) = (0, 0)
            for index in 0..<end {
                let byte = unsafe bytes[index]
                feeds &+= byte == 0x0A ? 1 : 0
                returns &+= byte == 0x0D ? 1 : 0
            }
            guard returns == 0 else { return nil }
            var start = end
            while unsafe start > 0 && bytes[start - 1] != 0x0A { start -= 1 }
            return (feeds + 1, start)
        }
    }

    /// The number of Unicode scalars that start in a range.
    func scalarCount(_ range: Range<Int>) -> Int {
        self[range.clamped(to: indices)].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
