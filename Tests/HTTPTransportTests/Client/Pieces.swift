import Synchronization

/// The same piece of a body a number of times.
final class Pieces: Sendable {
    private let piece: [UInt8]
    private let rest: Mutex<Int>

    init(count: Int, of piece: [UInt8]) {
        self.piece = piece
        rest = Mutex(count)
    }

    func next() -> [UInt8]? {
        rest.withLock { rest in
            rest -= 1
            return rest < 0 ? nil : piece
        }
    }
}
