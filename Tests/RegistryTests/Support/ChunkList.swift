import Synchronization

final class ChunkList: Sendable {
    private let chunks: Mutex<[[UInt8]]>

    init(_ chunks: [[UInt8]]) {
        self.chunks = Mutex(chunks)
    }

    func next() -> [UInt8]? {
        chunks.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
