import DequeModule
import HTTPTransport
import KubernetesAPI
import Logging
import Synchronization

/// Tells those who want to know, beside the runs and never in their way.
///
/// What is to be told waits in a line for each repository, and each line is worked off by itself: a receiver that does not
/// answer holds up its own repository's notices and nobody else's.
final class Notifier: Sendable {
    /// Notices of one repository that wait; the oldest go first where there are more.
    static let longestLine = 32
    /// How long the same is not told again.
    static let quietTime = Duration.seconds(300)
    private static let rememberedNotices = 4_096

    fileprivate struct Item {
        let notice: Notice
        let wishes: [ConfigRepositorySpec.Notification]
    }

    fileprivate struct State {
        var lines: [ObjectKey: Deque<Item>] = [:]
        var told: [[String]: ContinuousClock.Instant] = [:]
    }

    private let cluster: KubernetesClient
    private let settings: NotificationSettings
    private let sender: NotificationSender
    private let metrics: Metrics
    private let logger: Logger
    private let state = Mutex(State())
    private let wakes: AsyncStream<ObjectKey>
    private let wake: AsyncStream<ObjectKey>.Continuation

    init(
        cluster: KubernetesClient, settings: NotificationSettings, sender: NotificationSender, metrics: Metrics,
        logger: Logger
    ) {
        self.cluster = cluster
        self.settings = settings
        self.sender = sender
        self.metrics = metrics
        self.logger = logger
        (wakes, wake) = AsyncStream.makeStream()
    }

    /// Puts notices into the line of their repository. It does not wait.
    func tell(_ notices: [Notice], of resource: ConfigRepository) {
        let wishes = resource.spec.notifications ?? []
        guard !wishes.isEmpty || settings.file != nil else { return }
        for notice in notices {
            let isFirst = state.withLock { state -> Bool? in
                guard state.isNew(notice.sameness) else { return nil }
                let isFirst = state.lines[resource.key] == nil
                state.lines[resource.key, default: []].append(Item(notice: notice, wishes: wishes))
                return isFirst
            }
            if isFirst == true { wake.yield(resource.key) }
        }
    }

    /// Delivers until its task is cancelled. What waits then is not told.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await key in wakes {
                group.addTask { await self.workOff(key) }
            }
        }
    }

    /// Until nothing is left, the line stands: who adds to it need not wake anybody.
    private func workOff(_ key: ObjectKey) async {
        while !Task.isCancelled, let item = next(key) {
            let targets = await targets(item, key)
            await withDiscardingTaskGroup { group in
                for target in targets where target.events.isEmpty || target.events.contains(item.notice.event) {
                    group.addTask { await self.deliver(item.notice, target, key) }
                }
            }
        }
    }

    private func next(_ key: ObjectKey) -> Item? {
        let (item, dropped) = state.withLock { state -> (Item?, Int) in
            let waiting = state.lines[key]?.count ?? 0
            let dropped = max(0, waiting - Self.longestLine)
            state.lines[key]?.removeFirst(dropped)
            let item = state.lines[key]?.popFirst()
            if item == nil { state.lines[key] = nil }
            return (item, dropped)
        }
        if dropped > 0 {
            metrics.add(Double(dropped), to: .notifications, "any", "dropped")
            logger.warning("\(dropped) notices of \(key) were left out: too many wait")
        }
        return item
    }

    private func deliver(_ notice: Notice, _ target: NotificationTarget, _ key: ObjectKey) async {
        do {
            try await sender.send(notice, to: target)
            metrics.add(to: .notifications, target.type.rawValue, "delivered")
        } catch is CancellationError {
        } catch {
            metrics.add(to: .notifications, target.type.rawValue, "failed")
            logger.warning("nobody was told by \(target.type.rawValue) of \(key): \(error)")
        }
    }

    private func targets(_ item: Item, _ key: ObjectKey) async -> [NotificationTarget] {
        var targets: [NotificationTarget] = []
        if let file = settings.file {
            do {
                targets += try NotificationFile.targets(at: file, for: key.namespace)
            } catch {
                unreachable(error, key)
            }
        }
        for wish in item.wishes {
            do {
                targets.append(try await target(wish, key))
            } catch {
                unreachable(error, key)
            }
        }
        return targets
    }

    private func target(_ wish: ConfigRepositorySpec.Notification, _ key: ObjectKey) async throws -> NotificationTarget
    {
        guard let type = NotificationType(rawValue: wish.type) else {
            throw NotificationProblem("there is no type '\(wish.type)' of notifications")
        }
        let secret = try await cluster.get(
            SecretObject.self, ObjectKey(namespace: key.namespace, name: wish.secretRef.name))
        return NotificationTarget(
            type: type, events: Set((wish.events ?? []).compactMap(Notice.Event.init(rawValue:))),
            address: try NotificationAddress(secret), isOperators: false)
    }

    private func unreachable(_ error: any Error, _ key: ObjectKey) {
        metrics.add(to: .notifications, "any", "failed")
        logger.warning("nobody was told of \(key): \(error)")
    }
}

extension Notifier.State {
    /// Whether the same was not told a moment ago; it is from now on.
    fileprivate mutating func isNew(_ sameness: [String]) -> Bool {
        let now = ContinuousClock.now
        if let before = told[sameness], before.duration(to: now) < Notifier.quietTime { return false }
        if told.count >= Notifier.rememberedNotices {
            told = told.filter { $0.value.duration(to: now) < Notifier.quietTime }
            if told.count >= Notifier.rememberedNotices { told.removeAll() }
        }
        told[sameness] = now
        return true
    }
}
