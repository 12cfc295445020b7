/// Where each line of a text starts, for many locations in one file.
struct LineTable: Sendable {
    private var starts: [Int] = [0]

    init(_ payload: ArraySlice<UInt8>) {
        for offset in payload.indices {
            let byte = payload[offset]
            let isLoneReturn =
                byte == UInt8(ascii: "\r") && !payload[(offset + 1)...].starts(with: [UInt8(ascii: "\n")])
            if byte == UInt8(ascii: "\n") || isLoneReturn { starts.append(offset + 1) }
        }
    }

    func location(of offset: Int, in payload: [UInt8]) -> SourceLocation {
        var (low, high) = (0, starts.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let before = payload[starts[low]..<min(max(offset, starts[low]), payload.count)]
        let column = before.reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        return SourceLocation(line: low + 1, column: column)
    }
}
