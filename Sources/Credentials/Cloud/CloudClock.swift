import HTTPTransport
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The time as the clouds' services count it: this machine's, corrected as soon as a refusal shows that it is wrong.
final class CloudClock: Sendable {
    /// Seconds. What was signed is refused where clocks differ by more (AWS and Google: 5 minutes).
    private static let largestSkew = 240

    private let machine: @Sendable () -> Int
    private let offset = Mutex(0)

    init(_ machine: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }) {
        self.machine = machine
    }

    /// Seconds since 1970.
    var now: Int { machine() + offset.withLock { $0 } }

    /// Takes over the time of an answer that may be a refusal for the time alone.
    ///
    /// - Parameter signed: the time that the request bore.
    /// - Returns: whether the request is worth being signed anew.
    func isCorrected(by response: HTTPResponse, signed: Int) -> Bool {
        guard (400...403).contains(response.status), let theirs = response.headers["Date"].flatMap(HTTPDate.parse),
            abs(theirs - signed) > Self.largestSkew
        else { return false }
        let difference = theirs - machine()
        offset.withLock { $0 = difference }
        return true
    }

    /// How long something lives that ends at a time of the service's: by the clock that its answer shows, if it does.
    func seconds(until end: Int?, in response: HTTPResponse) -> Int? {
        end.map { $0 - (response.headers["Date"].flatMap(HTTPDate.parse) ?? now) }
    }
}
