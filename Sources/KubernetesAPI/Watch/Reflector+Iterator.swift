import Logging

extension Reflector {
    package struct Iterator: AsyncIteratorProtocol {
        private enum Phase {
            /// - version: `nil` for the newest there is.
            case list(version: String?)
            case watch(from: String)
        }

        /// After so many answers of 5xx in a row the version may be what the server stumbles over.
        private static var serverFailures: Int { 3 }
        /// A watch that ends sooner without an event is a failure.
        private static var shortest: Duration { .seconds(1) }

        private let reflector: Reflector
        private var phase = Phase.list(version: "0")
        private var stream: WatchStream<Object>?
        private var opened = Duration.zero
        private var heard = false
        private var events: [Event] = []
        private var backoff = WatchBackoff()
        private var failures = 0

        init(_ reflector: Reflector) {
            self.reflector = reflector
        }

        package mutating func next() async -> Event? {
            while !Task.isCancelled {
                if !events.isEmpty { return events.removeFirst() }
                do throws(KubernetesError) {
                    if let event = try await advance() { return event }
                } catch {
                    guard await recover(from: error) else { break }
                }
            }
            close()
            return nil
        }

        /// One step; an event where that made one at once.
        private mutating func advance() async throws(KubernetesError) -> Event? {
            switch phase {
            case .list(let version):
                let list: ObjectList<Object> = try await client.list(
                    Object.self, reflector.options, from: version)
                for object in list.unreadable { report(object.error, object.key) }
                phase = .watch(from: list.version)
                return .restarted(list.items)
            case .watch(let version):
                if stream == nil { try await open(version) }
                guard let frames = try await stream?.next() else {
                    try ended()
                    return nil
                }
                for frame in frames { try take(frame) }
                return nil
            }
        }

        private mutating func open(_ version: String) async throws(KubernetesError) {
            let range = reflector.watchSeconds
            let seconds = range.lowerBound + Int(client.clock.chance() * Double(range.count))
            stream = try await client.watch(
                reflector.options, from: version, seconds: seconds, silence: reflector.silence)
            opened = client.clock.now()
            heard = false
        }

        private mutating func take(_ frame: WatchFrame<Object>) throws(KubernetesError) {
            if case .error(let status) = frame {
                throw KubernetesError(event: status, operation: words)
            }
            heard = true
            failures = 0
            backoff.reset()
            switch frame {
            case .added(let object): events.append(.added(object))
            case .modified(let object): events.append(.modified(object))
            case .deleted(let object): events.append(.deleted(object))
            case .unreadable(let key, _, let error): report(KubernetesClient.unreadable(error, words), key)
            case .unknown(let type): reflector.logger.debug("an event of type \(type)")
            case .bookmark, .error: break
            }
            if let version = frame.version { phase = .watch(from: version) }
        }

        /// The server ends every watch after some time; one that ends at once would be asked for again at once.
        private mutating func ended() throws(KubernetesError) {
            stream = nil
            if heard || client.clock.now() - opened >= Self.shortest { return }
            throw KubernetesError(.connection, operation: words, message: "the watch ended before it began")
        }

        private var client: KubernetesClient { reflector.client }
        private var words: String { "watch \(Object.type.plural)" }
    }
}

extension Reflector.Iterator {
    /// Decides where to go on, and waits; false where the task is cancelled.
    private mutating func recover(from error: KubernetesError) async -> Bool {
        close()
        if Task.isCancelled { return false }
        reflector.onProblem(error)
        reflector.logger.log(level: error.code == .expired ? .debug : .warning, "\(error)")
        if needsList(error) { phase = .list(version: nil) }
        let pause = backoff.next(client.clock.chance())
        do { try await client.clock.sleep(max(pause, error.retryAfter ?? .zero)) } catch { return false }
        return true
    }

    /// A server that cannot be reached or is busy has not forgotten the version; a list of everything is the last thing
    /// that it needs then.
    private mutating func needsList(_ error: KubernetesError) -> Bool {
        switch error.code {
        case .connection, .cancelled, .tooManyRequests, .credential: return false
        case .server where error.status != nil && error.reason != "Timeout":
            failures += 1
            return failures >= Self.serverFailures
        default: return true
        }
    }

    private mutating func close() {
        stream?.close()
        stream = nil
    }

    private func report(_ error: KubernetesError, _ key: ObjectKey) {
        reflector.onProblem(error)
        reflector.logger.warning("\(error)", metadata: ["object": "\(key)"])
    }
}

extension KubernetesError {
    /// For an ERROR event. One that is no expiry has made the watch useless all the same: `reason` stays for people, and
    /// `status` is left out, so that the list is made anew.
    fileprivate init(event: StatusBody, operation: String) {
        self.init(status: event.code ?? 500, body: event, operation: operation)
        status = nil
    }
}
