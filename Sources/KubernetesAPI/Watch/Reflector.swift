package import Logging

/// Keeps up with a collection: one list, then a watch for as long as the server grants, and a list again only where the
/// version is gone.
package struct Reflector<Object: KubernetesResource>: Sendable {
    package enum Event: Sendable {
        /// Everything that there is; what was known before and is not in it is gone.
        case listed([Object])
        case changed(Object)
        case deleted(Object)
    }

    private let client: KubernetesClient
    private let options: ListOptions
    private let logger: Logger
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameter sleep: how pauses pass; a test's do at once.
    package init(
        _ client: KubernetesClient,
        _ options: ListOptions = ListOptions(),
        logger: Logger,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.client = client
        self.options = options
        self.logger = logger
        self.sleep = sleep
    }

    /// Goes on until its task is cancelled.
    package func run(_ handle: @escaping @Sendable (Event) async -> Void) async {
        var version: String?
        var pause = ReflectorPause()
        while !Task.isCancelled {
            do throws(KubernetesError) {
                if version == nil { version = try await list(handle) }
                try await follow(&version, &pause, handle)
                continue
            } catch {
                switch error.code {
                case .cancelled: return
                case .expired: version = nil
                default: logger.warning("\(error)")
                }
            }
            guard (try? await sleep(pause.next())) != nil else { return }
        }
    }

    private func list(_ handle: (Event) async -> Void) async throws(KubernetesError) -> String {
        let (items, version) = try await client.list(Object.self, options)
        await handle(.listed(items))
        return version
    }

    /// The version advances with every event; where the connection is lost, the next watch goes on from there.
    private func follow(
        _ version: inout String?, _ pause: inout ReflectorPause, _ handle: (Event) async -> Void
    ) async throws(KubernetesError) {
        var reached = version ?? ""
        var heard = false
        defer {
            version = reached
            if heard { pause.reset() }
        }
        try await client.watch(Object.self, options, from: reached, timeoutSeconds: .random(in: 300...600)) { event in
            reached = event.version ?? reached
            heard = true
            switch event {
            case .added(let object), .modified(let object): await handle(.changed(object))
            case .deleted(let object): await handle(.deleted(object))
            case .bookmark: break
            }
        }
        heard = true
    }
}

/// 0.8 s, doubling to 30 s, each up to twice as long, so that many that lost one server do not come back as one.
struct ReflectorPause: Sendable {
    private var milliseconds = 800

    mutating func next() -> Duration {
        defer { milliseconds = min(30_000, milliseconds * 2) }
        return .milliseconds(Int.random(in: milliseconds...(2 * milliseconds)))
    }

    mutating func reset() {
        milliseconds = 800
    }
}
