package import Logging

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tells what happened to an object, for `kubectl describe` and whoever watches events. What repeats is counted in one
/// event's series instead of told again.
///
/// Telling never holds up whoever has something to tell: events wait in a short line, and one that does not fit, or that
/// the API server does not take, is logged and left out.
package actor EventRecorder {
    package enum Kind: String, Sendable {
        case normal = "Normal"
        case warning = "Warning"
    }

    private static let longestLine = 1_000
    /// Bounds of `events.k8s.io/v1`.
    private static let noteLimit = 1_024
    private static let wordLimit = 128

    private let client: KubernetesClient
    private let controller: String
    private let instance: String
    private let logger: Logger
    private var series = EventSeries()
    private var line: [EventSeries.Key] = []
    private var sender: Task<Void, Never>?
    private var rest: Task<Void, Never>?
    private var made = 0

    /// - Parameters:
    ///   - controller: a name with a domain, such as `pinnace.dev/controller`.
    ///   - instance: this replica; cut at 128 characters.
    package init(_ client: KubernetesClient, controller: String, instance: String, logger: Logger) {
        self.client = client
        self.controller = controller
        self.instance = EventText.cut(instance, Self.wordLimit)
        self.logger = logger
    }

    deinit {
        sender?.cancel()
        rest?.cancel()
    }

    /// - Parameters:
    ///   - action: what was done or tried, such as `Reconcile`.
    ///   - reason: why the event is told, in one word, such as `Pushed`.
    ///   - note: for people; cut at 1024 bytes.
    package func record(_ kind: Kind, _ object: ObjectReference, action: String, reason: String, note: String) {
        var place = object
        place.resourceVersion = nil
        let key = EventSeries.Key(
            regarding: place, kind: kind, action: EventText.cut(action, Self.wordLimit),
            reason: EventText.cut(reason, Self.wordLimit), note: EventText.cut(note, Self.noteLimit))
        guard line.count < Self.longestLine else {
            return logger.warning("too many events wait to be told: \(reason) of \(object.name) is left out")
        }
        line.append(key)
        if sender == nil { start() }
    }

    /// Returns when everything that was recorded before is told or given up; counts of series may still follow.
    package func flush() async {
        while let sender { await sender.value }
    }

    private func start() {
        sender = Task { [weak self] in await self?.sendAll() }
    }

    private func sendAll() async {
        while !line.isEmpty, !Task.isCancelled {
            let key = line.removeFirst()
            await send(key)
        }
        await writeDue()
        sender = nil
        scheduleRest()
    }

    /// Counts that came too soon after the last one are written when it is time.
    private func scheduleRest() {
        guard !Task.isCancelled else { return }
        if !line.isEmpty { return start() }
        guard rest == nil, let due = series.nextDue else { return }
        let clock = client.clock
        rest = Task { [weak self] in
            do { try await clock.sleep(max(.zero, due - clock.now())) } catch { return }
            await self?.restIsDue()
        }
    }

    private func restIsDue() {
        rest = nil
        if sender == nil { start() }
    }

    private func send(_ key: EventSeries.Key) async {
        switch series.record(key, at: client.clock.now()) {
        case .tell: await tell(key)
        case .count(let name, let count): await write(key, name, count)
        case .later: break
        case .drop: logger.debug("too many events about \(key.regarding.name): \(key.reason) is left out")
        }
    }

    private func tell(_ key: EventSeries.Key) async {
        let event = event(key)
        do throws(KubernetesError) {
            series.made(key, try await client.create(event).key)
        } catch {
            series.forget(key)
            logger.warning("\(error)")
        }
    }

    private func event(_ key: EventSeries.Key) -> EventObject {
        let date = client.clock.date()
        made += 1
        let stamp = String(UInt64(max(0, date.timeIntervalSince1970) * 1_000_000), radix: 16)
        var place = key.regarding.name.prefix(200)
        // A part of a name ends with a letter or a digit.
        while place.last == "-" || place.last == "." { place.removeLast() }
        let name = "\(place).\(stamp)\(String(made % 0x1000, radix: 16))"
        return EventObject(
            metadata: ObjectMeta(name: name, namespace: key.regarding.namespace ?? "default"),
            eventTime: APITime.micro(date), reportingController: controller, reportingInstance: instance,
            action: key.action, reason: key.reason, note: key.note, type: key.kind.rawValue, regarding: key.regarding)
    }

    private func writeDue() async {
        for (key, name, count) in series.due(at: client.clock.now()) where !Task.isCancelled {
            await write(key, name, count)
        }
    }

    private func write(_ key: EventSeries.Key, _ name: ObjectKey, _ count: Int) async {
        let time = APITime.micro(client.clock.date())
        let patch = SeriesPatch(series: EventObject.Series(count: count, lastObservedTime: time))
        do throws(KubernetesError) {
            _ = try await client.merge(patch, into: EventObject.self, name)
            series.wrote(key, count, at: client.clock.now())
        } catch {
            // Events live for an hour.
            series.forget(key)
            if error.code != .notFound { logger.warning("\(error)") }
        }
    }
}

private struct SeriesPatch: Encodable, Sendable {
    let series: EventObject.Series
}

/// Texts within the bounds that the API has for them.
enum EventText {
    /// At most so many bytes of UTF-8, cut between characters.
    static func cut(_ text: String, _ limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        let mark = "…"
        var bytes = mark.utf8.count
        let kept = text.prefix { character in
            bytes += String(character).utf8.count
            return bytes <= limit
        }
        return kept + mark
    }
}
