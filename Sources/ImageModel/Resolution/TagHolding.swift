/// Whether any tag of its repository names an image: what none does, cleanup policies may delete.
package enum TagHolding: Sendable, Hashable {
    case tagged
    case untagged
    /// It could be told only by asking for every tag.
    case unknown
}
