import Synchronization

/// The newest scans of many repositories in memory; those that were not asked for the longest are let go.
package final class ScanPool: Sendable {
    private let state = Mutex(State())
    private let mostFiles: Int

    private struct State {
        var scans: [String: KeptScans] = [:]
        /// The oldest use first.
        var names: [String] = []
        var files = 0

        mutating func forget(_ name: String) {
            guard let old = scans.removeValue(forKey: name) else { return }
            files -= old.entries.count
            names.removeAll { $0 == name }
        }
    }

    /// - Parameter mostFiles: of all repositories together; most files hold nothing, and weigh little.
    package init(mostFiles: Int = 100_000) {
        self.mostFiles = mostFiles
    }

    func scans(_ name: String) -> KeptScans? {
        state.withLock { state in
            guard let scans = state.scans[name] else { return nil }
            state.names.removeAll { $0 == name }
            state.names.append(name)
            return scans
        }
    }

    func keep(_ scans: KeptScans, as name: String) {
        state.withLock { state in
            state.forget(name)
            guard scans.entries.count <= mostFiles else { return }
            state.scans[name] = scans
            state.names.append(name)
            state.files += scans.entries.count
            while state.files > mostFiles, let oldest = state.names.first { state.forget(oldest) }
        }
    }
}
