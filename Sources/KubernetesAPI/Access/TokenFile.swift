package import HTTPTransport
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A token in a file that is replaced while the program runs, as kubelet does with projected tokens: read again every
/// minute; where that fails the old one goes on.
package final class TokenFile: TokenSource {
    private struct Kept {
        var token: Secret?
        var read: ContinuousClock.Instant?
    }

    private static let lifetime = Duration.seconds(60)
    private static let limit = 64 << 10

    private let path: String
    private let kept = Mutex(Kept())

    package init(_ path: String) {
        self.path = path
    }

    package func token() throws(KubernetesError) -> Secret? {
        let now = ContinuousClock.now
        let known = kept.withLock { kept in kept.read.map { now - $0 < Self.lifetime } == true ? kept.token : nil }
        if let known { return known }
        let read = read()
        let token = kept.withLock { kept in
            kept.token = read ?? kept.token
            kept.read = now
            return kept.token
        }
        guard let token else {
            throw KubernetesError(
                .configuration, operation: "read the token \(path)", message: "the file cannot be read or is empty")
        }
        return token
    }

    package func refused() {
        kept.withLock { $0.read = nil }
    }

    private func read() -> Secret? {
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.limit else { return nil }
        let text = String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
        return text.isEmpty ? nil : Secret(text)
    }
}
