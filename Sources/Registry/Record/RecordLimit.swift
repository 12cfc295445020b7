import Synchronization
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How large a record may grow.
package struct RecordLimit: Sendable, Hashable {
    /// Bytes on the disk, about: a file counts at least a block.
    package var bytes: Int64 = 256 << 20
    /// Seconds between two looks at the whole.
    package var interval = 3600

    package init() {}

    /// Reading makes a file younger, but not a thousand times an hour.
    func isWorthTouching(_ written: Int) -> Bool {
        Int(Date().timeIntervalSince1970) - written > interval
    }
}
