/// The part of the repositories that one controller of several looks after: those whose label names it, or those that
/// name none.
package struct Shard: Sendable, Hashable {
    /// Where a ConfigRepository names its shard, unless the operator says otherwise.
    package static let label = "pinnace.dev/shard"

    private let label: String
    private let name: String?

    /// - Parameter name: `nil` for what is in no shard.
    package init(label: String, name: String?) {
        self.label = label
        self.name = name
    }

    /// Whether a name is a label's value and, with what stands before it, an object's name.
    package static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: #/[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?/#) != nil
    }

    /// - Parameter other: what the operator selects by besides.
    package func selector(with other: String?) -> String {
        let own = name.map { "\(label)=\($0)" } ?? "!\(label)"
        return [own, other].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ",")
    }

    /// Controllers of different shards must not wait for each other.
    package func lease(_ name: String) -> String {
        self.name.map { "\(name)-\($0)" } ?? name
    }
}
