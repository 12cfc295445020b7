package import Planning

/// How far a run is.
package enum RunEvent: Sendable, Hashable {
    case scanned(files: Int, references: Int)
    /// References that registries have answered for so far.
    case answered(Int)
    case copying(PlannedCopy)
}
