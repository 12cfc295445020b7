import Foundation
import Synchronization

/// One watch: every write from a version on in its order, bookmarks, and an end after the time that was asked for.
// @unchecked: one connection's thread asks for one frame after the other; nothing else has it.
final class StandInWatch: @unchecked Sendable {
    private let store: StandInStore
    private let kind: StandInKind
    private let selector: StandInSelector
    private let bookmarks: Duration?
    private let end: Date
    private var pending: [[UInt8]] = []
    private var version: Int
    private var nextBookmark: Date
    /// Ends as if the network did.
    private(set) var isCut = false
    var fault: StandInFault?

    /// - Throws: `StandInFailure` where the version is gone.
    init(_ store: StandInStore, _ kind: StandInKind, _ target: StandInTarget, bookmarks every: Duration) throws {
        self.store = store
        self.kind = kind
        selector = try StandInSelector(target)
        let wantsBookmarks = target.query["allowWatchBookmarks"] == "true"
        bookmarks = wantsBookmarks ? every : nil
        end = .now + (target.query["timeoutSeconds"].flatMap { Double($0) } ?? 1_800)
        nextBookmark = .now + every.inSeconds
        let from = Int(target.query["resourceVersion"] ?? "") ?? 0
        version = from
        let (current, oldest, objects) = store.locked { state in
            (state.version, state.forgotten, state.objects[kind.identity] ?? [:])
        }
        if from == 0 {
            version = current
            for (key, object) in objects.sorted(by: { $0.key < $1.key }) where selector.matches(key, object) {
                pending.append(frame("ADDED", object))
            }
        } else if from < oldest {
            throw StandInFailure.expired(target.query["resourceVersion"] ?? "", oldest)
        }
    }

    /// The next frame; `nil` at the end.
    func next() -> [UInt8]? {
        if case .errorEvent(let failure)? = fault {
            fault = nil
            pending = []
            endsAfterPending = true
            return frame("ERROR", failure.status)
        }
        if pending.isEmpty { refill() }
        guard !pending.isEmpty else { return nil }
        let frame = pending.removeFirst()
        guard case .cutFrame? = fault else { return frame }
        isCut = true
        return Array(frame.prefix(frame.count / 2))
    }

    private var endsAfterPending = false

    private func refill() {
        while pending.isEmpty, !isCut, !endsAfterPending, Date.now < end {
            let limit = bookmarks == nil ? end : min(end, nextBookmark)
            let (known, kind) = (version, kind)
            let found = store.wait(until: limit) { state -> (writes: [StandInStore.Write], version: Int, gone: Int?)? in
                if state.forgotten > known, state.writes.first.map({ $0.version > known + 1 }) ?? true {
                    return ([], known, state.forgotten)
                }
                // From the end, as what is new is there.
                let fresh = state.writes.reversed().prefix { $0.version > known }
                let mine = fresh.filter { $0.identity == kind.identity }.reversed()
                return mine.isEmpty ? nil : (Array(mine), state.version, nil)
            }
            if let gone = found?.gone {
                pending = [frame("ERROR", StandInFailure.expired(String(known), gone).status)]
                endsAfterPending = true
            } else if let found {
                pending = found.writes.compactMap(frame)
                version = found.version
            } else if store.locked({ $0.isStopped }) {
                isCut = true
            } else if let bookmarks, Date.now >= nextBookmark {
                nextBookmark = .now + bookmarks.inSeconds
                pending = [bookmark()]
            }
        }
    }

    private func frame(_ write: StandInStore.Write) -> [UInt8]? {
        let was = write.before.map { selector.matches(write.key, $0) } ?? false
        let isNow = write.after.map { selector.matches(write.key, $0) } ?? false
        switch (was, isNow) {
        case (false, true): return frame("ADDED", write.after ?? [:])
        case (true, true): return frame("MODIFIED", write.after ?? [:])
        case (false, false): return nil
        case (true, false):
            var last = write.deleted ?? write.before ?? [:]
            last["metadata"]?["resourceVersion"] = .string(String(write.version))
            return frame("DELETED", last)
        }
    }

    private func bookmark() -> [UInt8] {
        version = store.locked { state in
            state.writes.last { $0.identity == kind.identity && $0.version > version } == nil ? state.version : version
        }
        return frame(
            "BOOKMARK",
            [
                "kind": .string(kind.kind), "apiVersion": .string(kind.apiVersion),
                "metadata": ["resourceVersion": .string(String(version)), "creationTimestamp": .null],
            ])
    }

    private func frame(_ type: String, _ object: APIJSON) -> [UInt8] {
        APIJSON.object(["type": .string(type), "object": object]).bytes + [UInt8(ascii: "\n")]
    }
}

extension StandInWatch {
    /// The chunked answer that sends its frames as they come.
    var response: ScriptedResponse {
        let head = ScriptedResponse.head(
            200, [("Content-Type", "application/json"), ("Transfer-Encoding", "chunked"), ("Connection", "close")])
        if case .silentWatch? = fault { return ScriptedResponse([.send(head), .hang]) }
        if case .splitFrames? = fault {
            return ScriptedResponse([
                .send(head), .generate { _ in self.next().map { $0.flatMap { Self.chunk([$0]) } } },
                .generate(last), .close,
            ])
        }
        return ScriptedResponse([.send(head), .generate { _ in self.next().map(Self.chunk) }, .generate(last), .close])
    }

    /// The end of a chunked body, but for a watch that was cut.
    private var last: @Sendable (Int) -> [UInt8]? {
        { index in index == 0 && !self.isCut ? Array("0\r\n\r\n".utf8) : nil }
    }

    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
