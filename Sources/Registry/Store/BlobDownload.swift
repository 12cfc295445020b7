import HTTPTransport
import ImageModel
import Synchronization

/// A blob on its way here, taken up again with `Range` where the connection was cut.
final class BlobDownload: Sendable {
    private static let fruitlessAttempts = 4
    private static let attempts = 30
    private static let firstPause: Duration = .milliseconds(200)
    private static let causes: Set<HTTPError.Code> = [.truncated, .timedOut, .connectionFailed, .protocolError]

    private struct State: Sendable {
        var response: HTTPStreamingResponse
        /// Bytes handed on, from the blob's beginning.
        var position: Int64
        /// Bytes still to be dropped, where the answer begins before `position`.
        var surplus: Int64 = 0
        var attempts = 0
        var fruitless = 0
    }

    typealias Opening = @Sendable (Int64) async throws(RegistryError) -> HTTPStreamingResponse

    private let subject: String
    private let size: Int64
    private let open: Opening
    private let state: Mutex<State>

    init(
        _ subject: String, size: Int64, from offset: Int64, open: @escaping Opening
    ) async throws(RegistryError) {
        self.subject = subject
        self.size = size
        self.open = open
        let response = try await open(offset)
        state = Mutex(
            State(response: response, position: offset, surplus: try Self.surplus(response, before: offset, subject)))
    }

    var stream: BlobStream {
        BlobStream(
            size: size, nextChunk: { () async throws(RegistryError) in try await self.next() },
            cancel: { self.state.withLock(\.response).cancel() }
        )
    }

    private func next() async throws(RegistryError) -> [UInt8]? {
        while true {
            let response = state.withLock(\.response)
            do throws(HTTPError) {
                guard let chunk = try await response.nextChunk() else { return nil }
                let rest = taken(chunk)
                if !rest.isEmpty { return rest }
            } catch {
                try await takeUp(after: error)
            }
        }
    }

    private func taken(_ chunk: [UInt8]) -> [UInt8] {
        state.withLock { state in
            let surplus = min(state.surplus, Int64(chunk.count))
            state.surplus -= surplus
            state.position += Int64(chunk.count) - surplus
            if state.surplus == 0 { state.fruitless = 0 }
            return surplus == 0 ? chunk : Array(chunk.dropFirst(Int(surplus)))
        }
    }

    private func takeUp(after error: HTTPError) async throws(RegistryError) {
        let failure = RegistryError(error, subject: subject)
        let (position, fruitless, attempts) = state.withLock { state in
            state.fruitless += 1
            state.attempts += 1
            return (state.position, state.fruitless, state.attempts)
        }
        guard Self.causes.contains(error.code), fruitless <= Self.fruitlessAttempts, attempts <= Self.attempts,
            position < size
        else { throw failure }
        do { try await Task.sleep(for: Self.firstPause * (1 << (fruitless - 1))) } catch { throw .cancelled }
        let response = try await open(position)
        let surplus = try Self.surplus(response, before: position, subject)
        state.withLock { state in
            state.response = response
            state.surplus = surplus
        }
    }

    /// What the answer holds before the byte that was asked for: nothing with 206, everything with 200.
    private static func surplus(
        _ response: HTTPStreamingResponse, before offset: Int64, _ subject: String
    ) throws(RegistryError) -> Int64 {
        guard response.status == 206 else { return offset }
        let range = response.headers["content-range"] ?? ""
        guard range.hasPrefix("bytes \(offset)-") else {
            response.cancel()
            throw RegistryError(
                .invalidAnswer, reason: .registryUnavailable, subject: subject,
                message:
                    "the registry sent '\(range.printable(limit: 60))' where the bytes from \(offset) on were asked for"
            )
        }
        return 0
    }
}
