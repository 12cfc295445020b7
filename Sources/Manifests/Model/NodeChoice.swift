package import ImageModel

/// The nodes that a pod may run on, as far as its spec chooses them by the labels that kubelets set: `kubernetes.io/os` and
/// `kubernetes.io/arch` (Kubernetes, "Well-Known Labels, Annotations and Taints").
package struct NodeChoice: Hashable, Sendable {
    package enum Label: Hashable, Sendable {
        case system, architecture
    }

    package struct Requirement: Hashable, Sendable {
        package let label: Label
        package let values: Set<String>
        /// Whether a node's value has to be one of these, or none of them.
        package let isOneOf: Bool

        package init(_ label: Label, _ values: Set<String>, isOneOf: Bool = true) {
            self.label = label
            self.values = values
            self.isOneOf = isOneOf
        }

        fileprivate func allows(_ platform: Platform) -> Bool {
            values.contains(label == .system ? platform.os : platform.architecture) == isOneOf
        }
    }

    /// A node has to meet all requirements of one of these.
    package let terms: [[Requirement]]

    package init(terms: [[Requirement]]) {
        self.terms = terms
    }

    /// Those that it may run on. All of them where none is left: nodes that are to come are nobody's guess.
    package func narrowed(_ platforms: [Platform]) -> [Platform] {
        let left = platforms.filter { platform in
            terms.contains { term in term.allSatisfy { $0.allows(platform) } }
        }
        return left.isEmpty ? platforms : left
    }
}
