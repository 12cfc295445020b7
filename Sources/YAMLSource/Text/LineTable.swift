/// Where each line of a text starts, for many locations in one file.
struct LineTable: Sendable {
    private var starts: [Int] = [0]

    init(_ payload: ArraySlice<UInt8>) {
        starts.reserveCapacity(payload.count / 24 + 2)
        for offset in payload.indices where payload[offset] <= UInt8(ascii: "\r") {
            let byte = payload[offset]
            let isLoneReturn =
                byte == UInt8(ascii: "\r") && !payload[(offset + 1)...].starts(with: [UInt8(ascii: "\n")])
            if byte == UInt8(ascii: "\n") || isLoneReturn { starts.append(offset + 1) }
        }
    }

    /// The line that holds an offset, counted from 1, and where it starts.
    func line(of offset: Int) -> (line: Int, start: Int) {
        var (low, high) = (0, starts.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, starts[low])
    }
}
