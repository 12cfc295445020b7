/// Where each line of a text starts, for many locations in one file.
struct LineTable: Sendable {
    private var starts: [Int] = [0]

    init(_ payload: ArraySlice<UInt8>) {
        starts.reserveCapacity(payload.count / 24 + 2)
        unsafe payload.withUnsafeBufferPointer { buffer in
            let bytes = unsafe ByteView(buffer)
            // Nearly every byte is above both.
            for offset in 0..<bytes.count where bytes[offset] <= UInt8(ascii: "\r") {
                let byte = bytes[offset]
                let isLoneReturn = byte == UInt8(ascii: "\r") && bytes[offset + 1] != UInt8(ascii: "\n")
                if byte == UInt8(ascii: "\n") || isLoneReturn { starts.append(payload.startIndex + offset + 1) }
            }
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
