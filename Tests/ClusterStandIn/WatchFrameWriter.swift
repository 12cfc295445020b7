import Foundation
import Hummingbird
import NIOCore

/// Writes a watch: past changes, then new ones, bookmarks between them, until its time is over.
struct WatchFrameWriter: Sendable {
    let route: RequestRoute
    let selector: LabelSelector
    let cutsFrames: Bool
    let bookmarks: Duration?
    let timeout: Duration

    private enum Signal: Sendable {
        case change(ObjectStore.Change)
        case bookmark
        case end
    }

    func write(
        _ watch: (past: [ObjectStore.Change], stream: AsyncStream<ObjectStore.Change>, id: UUID),
        _ store: ObjectStore, to writer: inout any ResponseBodyWriter
    ) async throws {
        let (signals, continuation) = AsyncStream<Signal>.makeStream()
        let tasks = feed(continuation, watch.stream)
        defer { for task in tasks { task.cancel() } }
        do {
            for change in watch.past { try await write(change, to: &writer) }
            loop: for await signal in signals {
                switch signal {
                case .change(let change): try await write(change, to: &writer)
                case .bookmark: try await writeBookmark(await store.current, to: &writer)
                case .end: break loop
                }
            }
        } catch {
            await store.endWatch(watch.id)
            throw error
        }
        await store.endWatch(watch.id)
    }

    private func feed(
        _ signals: AsyncStream<Signal>.Continuation, _ changes: AsyncStream<ObjectStore.Change>
    ) -> [Task<Void, Never>] {
        [
            Task {
                for await change in changes { signals.yield(.change(change)) }
                signals.yield(.end)
            },
            Task {
                try? await Task.sleep(for: timeout)
                signals.yield(.end)
            },
            Task {
                guard let bookmarks else { return }
                while (try? await Task.sleep(for: bookmarks)) != nil { signals.yield(.bookmark) }
            },
        ]
    }

    private func write(_ change: ObjectStore.Change, to writer: inout any ResponseBodyWriter) async throws {
        guard change.resource == route.resource, selector.matches(change.object),
            route.namespace == nil || change.object[["metadata", "namespace"]]?.text == route.namespace
        else { return }
        try await write(["type": .string(change.type), "object": change.object], to: &writer)
    }

    private func writeBookmark(_ version: Int, to writer: inout any ResponseBodyWriter) async throws {
        try await write(
            [
                "type": "BOOKMARK",
                "object": [
                    "kind": .string(route.resource.kind),
                    "metadata": ["resourceVersion": .string(String(version))],
                ],
            ], to: &writer)
    }

    private func write(_ frame: JSON, to writer: inout any ResponseBodyWriter) async throws {
        let bytes = Array(try JSONEncoder().encode(frame)) + [UInt8(ascii: "\n")]
        let step = cutsFrames ? 7 : bytes.count
        for start in stride(from: 0, to: bytes.count, by: step) {
            try await writer.write(ByteBuffer(bytes: bytes[start..<min(bytes.count, start + step)]))
        }
    }
}
