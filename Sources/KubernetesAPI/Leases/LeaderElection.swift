package import Logging

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Stands for election over a Lease, leads while it holds it, and lets go at the end.
///
/// A lease is no fence: two may believe to lead for a moment. What must not happen twice is decided where it is written,
/// by a push that names the commit it was made on.
package struct LeaderElection: Sendable {
    private let client: KubernetesClient
    private let key: ObjectKey
    private let identity: String
    private let timing: LeaseTiming
    private let logger: Logger

    package init(
        _ client: KubernetesClient, lease key: ObjectKey, identity: String, timing: LeaseTiming = LeaseTiming(),
        logger: Logger
    ) {
        self.client = client
        self.key = key
        self.identity = identity
        self.timing = timing
        self.logger = logger
    }

    /// Waits for the lease, then leads until it is lost or this task is cancelled.
    ///
    /// - Parameter lead: what a leader does. It is cancelled the moment that leadership cannot be shown any more, and
    ///   waited for, before this returns.
    package func run(_ lead: @escaping @Sendable () async -> Void) async {
        var record = LeaseRecord<ContinuousClock.Instant>(identity: identity, timing: timing)
        while !Task.isCancelled {
            await turn(&record)
            if record.leads(at: .now) { break }
            guard (try? await Task.sleep(for: pause)) != nil else { return }
        }
        guard !Task.isCancelled else { return }
        logger.notice("leading", metadata: ["lease": "\(key)", "identity": "\(identity)"])
        await hold(&record, lead)
    }

    private func hold(
        _ record: inout LeaseRecord<ContinuousClock.Instant>, _ lead: @escaping @Sendable () async -> Void
    ) async {
        let work = Task { await lead() }
        while !Task.isCancelled, record.leads(at: .now) {
            guard (try? await Task.sleep(for: timing.retryPeriod)) != nil else { break }
            await renew(&record)
        }
        work.cancel()
        await work.value
        if Task.isCancelled {
            await release(record)
        } else {
            logger.error("lost the lease", metadata: ["lease": "\(key)"])
        }
    }

    /// A renewal must not hang past the deadline: leadership ends by the clock, not by an answer.
    private func renew(_ record: inout LeaseRecord<ContinuousClock.Instant>) async {
        let deadline = timing.renewDeadline
        let copy = record
        let renewed = await withTaskGroup(of: LeaseRecord<ContinuousClock.Instant>?.self) { group in
            group.addTask {
                var mine = copy
                await turn(&mine)
                return mine
            }
            group.addTask {
                try? await Task.sleep(for: deadline / 2)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if let renewed { record = renewed }
    }

    /// Looks at the lease, and writes it where there is something to write.
    private func turn(_ record: inout LeaseRecord<ContinuousClock.Instant>) async {
        do throws(KubernetesError) {
            let begun = ContinuousClock.now
            let lease = try await read(&record)
            switch record.step(at: .now, time: APITime.micro(.now)) {
            case .wait: break
            case .acquire(let spec), .renew(let spec):
                try await write(spec, over: lease)
                record.wrote(spec, begun: begun)
            }
        } catch {
            if error.code != .conflict, error.code != .alreadyExists { logger.warning("\(error)") }
        }
    }

    private func read(
        _ record: inout LeaseRecord<ContinuousClock.Instant>
    ) async throws(KubernetesError) -> Lease? {
        do throws(KubernetesError) {
            let lease = try await client.get(Lease.self, key)
            record.saw(lease.spec, at: .now)
            return lease
        } catch  where error.code == .notFound {
            return nil
        }
    }

    private func write(_ spec: Lease.Spec, over lease: Lease?) async throws(KubernetesError) {
        guard var lease else {
            let metadata = ObjectMeta(name: key.name, namespace: key.namespace)
            _ = try await client.create(Lease(metadata: metadata, spec: spec))
            return
        }
        lease.spec = spec
        _ = try await client.replace(lease)
    }

    /// A cancelled task's requests are cancelled with it; letting go takes one of its own.
    private func release(_ record: LeaseRecord<ContinuousClock.Instant>) async {
        guard let spec = record.released(time: APITime.micro(.now)) else { return }
        await Task.detached { [client, key] in
            guard var lease = try? await client.get(Lease.self, key),
                lease.spec.holderIdentity == record.identity
            else { return }
            lease.spec = spec
            _ = try? await client.replace(lease)
        }.value
    }

    /// Between one and 1.2 retry periods.
    private var pause: Duration { timing.retryPeriod * Double.random(in: 1...1.2) }
}
