package import HTTPTransport
import Synchronization

/// A token in a file that is replaced while the program runs, as kubelet does with projected tokens: read again every
/// minute; where that fails the old one goes on. One that the server refuses is not used again.
package final class TokenFile: TokenSource {
    private struct Kept {
        var token: Secret?
        var read: Duration?
    }

    private static let lifetime = Duration.seconds(60)

    private let path: String
    private let clock: APIClock
    private let kept = Mutex(Kept())

    package init(_ path: String, clock: APIClock = .system) {
        self.path = path
        self.clock = clock
    }

    package func token() throws(KubernetesError) -> Secret? {
        let now = clock.now()
        let known = kept.withLock { kept in
            kept.read.flatMap { now - $0 < Self.lifetime ? kept.token : nil }
        }
        if let known { return known }
        let fresh = Result { () throws(KubernetesError) in try read() }
        let token = kept.withLock { kept in
            kept.token = (try? fresh.get()) ?? kept.token
            kept.read = now
            return kept.token
        }
        if let token { return token }
        return try fresh.get()
    }

    package func refused() {
        kept.withLock { $0 = Kept() }
    }

    private func read() throws(KubernetesError) -> Secret {
        let text = String(decoding: try AccessFile.bytes(path, limit: 1 << 20), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1 else {
            throw KubernetesError(
                .credential, operation: path, message: "the file should hold a token and nothing else")
        }
        return Secret(String(words[0]))
    }
}
