package import Logging

/// Keeps up with a collection: one list, then a watch for as long as the server grants and another one from where that
/// ended, and a list again only where the version is gone.
///
/// The sequence ends with its task and never fails: what goes wrong is logged and tried again, at most 30 s later. Who
/// reads slowly slows the server down; nothing is kept but the events of one chunk.
package struct Reflector<Object: KubernetesResource>: AsyncSequence, Sendable {
    package enum Event: Sendable {
        /// Everything that there is; what was known before and is not in it is gone.
        case restarted([Object])
        case added(Object)
        case modified(Object)
        /// The object as it was last.
        case deleted(Object)
    }

    let client: KubernetesClient
    let options: ListOptions
    let logger: Logger
    /// Bookmarks come about every minute: a watch that is silent for longer than this is dead.
    package var silence = Duration.seconds(150)
    /// How long one watch is asked for, in seconds.
    package var watchSeconds = 300...600
    /// Told of everything that keeps the sequence from going on, besides the log.
    package var onProblem: @Sendable (KubernetesError) -> Void = { _ in }

    package init(_ client: KubernetesClient, _ options: ListOptions = ListOptions(), logger: Logger) {
        self.client = client
        self.options = options
        self.logger = logger
    }

    package func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Hands on every event until its task is cancelled.
    package func run(_ handle: (Event) async -> Void) async {
        for await event in self { await handle(event) }
    }
}
