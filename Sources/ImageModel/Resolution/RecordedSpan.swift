/// Between which times answers were recorded, in seconds since 1970.
package struct RecordedSpan: Sendable, Hashable {
    package let earliest: Int
    package let latest: Int

    package init(earliest: Int, latest: Int) {
        self.earliest = earliest
        self.latest = latest
    }
}
