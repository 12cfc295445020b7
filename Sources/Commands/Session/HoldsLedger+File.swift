import Configuration
import Manifests
import Reconciliation

extension HoldsLedger {
    /// The repository's own file.
    static var standard: HoldsLedger {
        get throws {
            guard let path = RepositoryPath(HoldsFile.path) else { throw UsageError("'\(HoldsFile.path)' is no path") }
            return HoldsLedger(
                path: path,
                reading: { try HoldsFile.read($0) },
                adding: { try HoldsFile.adding($0, to: $1) }
            )
        }
    }
}
