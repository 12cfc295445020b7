package import Logging

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tells what happened to an object, for `kubectl describe` and whoever watches events. What repeats is counted in one
/// event's series instead of told again.
package actor EventRecorder {
    package enum Kind: String, Sendable {
        case normal = "Normal"
        case warning = "Warning"
    }

    private struct Same: Hashable {
        let object: ObjectReference
        let reason: String
        let note: String
        let kind: Kind
    }

    private struct Told {
        let key: ObjectKey
        var count: Int
        var at: ContinuousClock.Instant
    }

    /// An event that did not repeat for so long is told anew.
    private static let window = Duration.seconds(360)
    private static let remembered = 4_096
    /// Bounds of `events.k8s.io/v1`.
    private static let noteLimit = 1_024
    private static let wordLimit = 128

    private let client: KubernetesClient
    private let controller: String
    private let instance: String
    private let logger: Logger
    private var told: [Same: Told] = [:]

    package init(_ client: KubernetesClient, controller: String, instance: String, logger: Logger) {
        self.client = client
        self.controller = controller
        self.instance = String(instance.prefix(Self.wordLimit))
        self.logger = logger
    }

    /// A failure to tell is logged and otherwise without consequence.
    package func record(
        _ kind: Kind, _ object: ObjectReference, action: String, reason: String, note: String
    ) async {
        var place = object
        place.resourceVersion = nil
        let same = Same(object: place, reason: reason, note: Self.cut(note), kind: kind)
        do throws(KubernetesError) {
            if let earlier = told[same], earlier.at.duration(to: .now) < Self.window {
                try await repeated(same, earlier)
            } else {
                try await create(same, object, action: action)
            }
        } catch {
            logger.warning("\(error)")
        }
    }

    private func create(_ same: Same, _ object: ObjectReference, action: String) async throws(KubernetesError) {
        let now = Date.now
        let stamp = String(UInt64(now.timeIntervalSince1970 * 1_000_000_000), radix: 16)
        let name = "\(object.name.prefix(200)).\(stamp)"
        let event = EventObject(
            metadata: ObjectMeta(name: name, namespace: object.namespace ?? "default"), eventTime: APITime.micro(now),
            reportingController: controller, reportingInstance: instance,
            action: String(action.prefix(Self.wordLimit)), reason: String(same.reason.prefix(Self.wordLimit)),
            note: same.note, type: same.kind.rawValue, regarding: object)
        let created = try await client.create(event)
        if told.count >= Self.remembered { told.removeAll() }
        told[same] = Told(key: created.key, count: 1, at: .now)
    }

    private func repeated(_ same: Same, _ earlier: Told) async throws(KubernetesError) {
        var now = earlier
        now.count += 1
        now.at = .now
        told[same] = now
        let patch = SeriesPatch(
            series: EventObject.Series(count: now.count, lastObservedTime: APITime.micro(.now)))
        do throws(KubernetesError) {
            _ = try await client.merge(patch, into: EventObject.self, earlier.key)
        } catch  where error.code == .notFound {
            // Events live for an hour.
            told[same] = nil
        }
    }

    private static func cut(_ note: String) -> String {
        guard note.utf8.count > noteLimit else { return note }
        var cut = note.prefix(noteLimit)
        while cut.utf8.count > noteLimit - 3 { cut.removeLast() }
        return cut + "…"
    }
}

private struct SeriesPatch: Encodable, Sendable {
    let series: EventObject.Series
}
