import Configuration
import Manifests
import Reconciliation

extension RollbackPlanner {
    /// A planner that keeps its holds in the repository's own file.
    init(holds scanner: RepositoryScanner) throws {
        guard let path = RepositoryPath(HoldsFile.path) else { throw UsageError("'\(HoldsFile.path)' is no path") }
        self.init(
            scanner: scanner,
            holdsPath: path,
            readHolds: { try HoldsFile.read($0) },
            addHold: { try HoldsFile.adding($0, to: $1) }
        )
    }
}
