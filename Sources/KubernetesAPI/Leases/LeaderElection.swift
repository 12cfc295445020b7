package import Logging
import Synchronization

/// Stands for election over a Lease, leads while it holds it, and lets go at the end.
///
/// A lease is no fence: two may believe to lead for a moment. What must not happen twice is decided where it is written,
/// by a push that names the commit it was made on.
package final class LeaderElection: Sendable {
    private let client: KubernetesClient
    private let key: ObjectKey
    private let identity: String
    private let timing: LeaseTiming
    private let logger: Logger
    private let candidate: Mutex<LeaseCandidate>

    /// - Parameter identity: unlike any other candidate's, also after a restart.
    package init(
        _ client: KubernetesClient, lease key: ObjectKey, identity: String, timing: LeaseTiming = LeaseTiming(),
        logger: Logger
    ) {
        self.client = client
        self.key = key
        self.identity = identity
        self.timing = timing
        self.logger = logger
        candidate = Mutex(LeaseCandidate(identity: identity, timing: timing))
    }

    /// Whether this one leads at this moment, by its own clock.
    package var isLeading: Bool { candidate.withLock { $0.leads(at: client.clock.now()) } }

    /// Waits for the lease, then leads until it is lost, `lead` returns or this task is cancelled.
    ///
    /// - Parameter lead: what a leader does. It is cancelled the moment that leadership cannot be shown any more, and
    ///   waited for, before this returns. While it ends because this task is cancelled, the lease is still renewed; then
    ///   it is let go.
    package func run(_ lead: @escaping @Sendable () async -> Void) async {
        guard await acquire() else { return }
        logger.notice("leading", metadata: ["lease": "\(key)", "identity": "\(identity)"])
        let work = Task { await lead() }
        let keeper = Task {
            await keep()
            work.cancel()
        }
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
        keeper.cancel()
        await keeper.value
        await release()
    }

    /// False where the task was cancelled before.
    private func acquire() async -> Bool {
        while !Task.isCancelled {
            await turn(within: timing.renewDeadline)
            if Task.isCancelled { break }
            if isLeading { return true }
            do { try await client.clock.sleep(timing.retryPeriod * (1 + 0.2 * client.clock.chance())) } catch { break }
        }
        await release()
        return false
    }

    /// Renews until leadership is lost or its task is cancelled. Leadership ends by the clock and not by an answer: a
    /// request that hangs, for whatever reason, does not prolong it.
    private func keep() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.renew() }
            group.addTask { await self.waitForDeadline() }
            await group.next()
            group.cancelAll()
        }
        if !isLeading { logger.error("lost the lease", metadata: ["lease": "\(key)", "identity": "\(identity)"]) }
    }

    private func renew() async {
        while isLeading {
            do { try await client.clock.sleep(timing.retryPeriod) } catch { return }
            // Who slept too long does not begin a second term under the same work.
            if isLeading { await turn(within: rest()) }
        }
    }

    private func waitForDeadline() async {
        while isLeading {
            do { try await client.clock.sleep(rest()) } catch { return }
        }
    }

    private func rest() -> Duration {
        let now = client.clock.now()
        return candidate.withLock { max(.milliseconds(1), ($0.leadsUntil ?? now) - now) }
    }

    /// Looks at the lease where it is another's, and writes it where there is something to write.
    private func turn(within limit: Duration) async {
        let client = client.urgent(within: limit)
        do throws(KubernetesError) {
            if !isLeading { try await read(client) }
            try await write(client)
        } catch {
            switch error.code {
            case .conflict, .alreadyExists, .notFound:
                // Somebody else wrote it: what is known of it is old.
                try? await read(client)
            case .cancelled: break
            default: logger.warning("\(error)")
            }
        }
    }

    private func read(_ client: KubernetesClient) async throws(KubernetesError) {
        let lease: Lease?
        do throws(KubernetesError) { lease = try await client.get(Lease.self, key) } catch
            where error.code == .notFound
        {
            lease = nil
        }
        let now = client.clock.now()
        candidate.withLock { $0.saw(lease, at: now) }
    }

    private func write(_ client: KubernetesClient) async throws(KubernetesError) {
        let begun = client.clock.now()
        let time = APITime.micro(client.clock.date())
        let (step, lease) = candidate.withLock { ($0.step(at: begun, time: time), $0.lease) }
        switch step {
        case .wait: return
        case .create(let spec):
            let made = Lease(metadata: ObjectMeta(name: key.name, namespace: key.namespace), spec: spec)
            try await take(client.create(made), begun)
        case .write(let spec):
            guard var lease else { return }
            lease.spec = spec
            try await take(client.replace(lease), begun)
        }
    }

    private func take(_ lease: Lease, _ begun: Duration) {
        let now = client.clock.now()
        candidate.withLock { $0.wrote(lease, begun: begun, at: now) }
    }

    /// Lets go of what this one holds. A cancelled task's requests are cancelled with it: this takes one of its own.
    private func release() async {
        guard candidate.withLock({ $0.released(time: "") }) != nil else { return }
        let client = client.urgent(within: .seconds(5))
        await Task { await self.release(client) }.value
        candidate.withLock { $0.letGo() }
    }

    /// A renewal that was cancelled on its way may still have been taken, and what is known is old then.
    private func release(_ client: KubernetesClient) async {
        for _ in 0..<3 {
            let time = APITime.micro(client.clock.date())
            let released = candidate.withLock { candidate -> Lease? in
                guard let spec = candidate.released(time: time), var lease = candidate.lease else { return nil }
                lease.spec = spec
                return lease
            }
            guard let released else { return }
            do throws(KubernetesError) {
                _ = try await client.replace(released)
                return
            } catch {
                // Whoever cannot be told lets the lease run out.
                guard error.code == .conflict else { return logger.warning("\(error)") }
            }
            do throws(KubernetesError) { try await read(client) } catch { return logger.warning("\(error)") }
        }
    }
}
