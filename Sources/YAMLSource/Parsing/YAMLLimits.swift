/// What a file may cost. Checked before or while libyaml reads, which has no limits of its own.
package struct YAMLLimits: Hashable, Sendable {
    /// Bytes of UTF-8.
    package var maximumBytes = 16 << 20
    /// Collections inside one another. libyaml's time grows with the square of this.
    package var maximumDepth = 200
    /// Scalars, collections and aliases in all documents together.
    package var maximumNodes = 2_000_000
    /// `%TAG` lines. libyaml compares each with every other.
    package var maximumTagDirectives = 64

    package init() {}

    package static let `default` = YAMLLimits()
}
