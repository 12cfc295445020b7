import Manifests
package import Reconciliation
import Settings

extension HoldsLedger {
    /// The repository's own file.
    package static var standard: HoldsLedger {
        get throws(ReconciliationError) {
            guard let path = RepositoryPath(HoldsFile.path) else {
                throw ReconciliationError(.configuration, "'\(HoldsFile.path)' is no path")
            }
            return HoldsLedger(
                path: path,
                reading: { try HoldsFile.read($0) },
                adding: { try HoldsFile.adding($0, to: $1) }
            )
        }
    }
}
