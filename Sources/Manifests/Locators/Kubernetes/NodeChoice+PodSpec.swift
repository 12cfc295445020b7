import YAMLSource

extension NodeChoice {
    private static let labels: [String: Label] = [
        "kubernetes.io/os": .system, "kubernetes.io/arch": .architecture,
        "beta.kubernetes.io/os": .system, "beta.kubernetes.io/arch": .architecture,
    ]

    /// `nodeSelector` and the node affinity that scheduling requires (`core/v1.PodSpec`); `nil` where neither speaks of
    /// systems and architectures.
    init?(podSpec spec: YAMLNode) {
        let selected = Self.selector(spec["nodeSelector"])
        let affinity = spec["affinity"]?.resolved["nodeAffinity"]?.resolved[
            "requiredDuringSchedulingIgnoredDuringExecution"]?.resolved["nodeSelectorTerms"]?.resolved
        let terms = affinity.map { $0.elements.map { selected + Self.term($0.resolved) } } ?? [selected]
        guard terms.contains(where: { !$0.isEmpty }) else { return nil }
        self.init(terms: terms)
    }

    private static func selector(_ node: YAMLNode?) -> [Requirement] {
        guard let node = node?.resolved, node.isMapping else { return [] }
        return node.entries.compactMap { key, value in
            guard let label = labels[key.string ?? ""], let value = value.resolved.string else { return nil }
            return Requirement(label, [value])
        }
    }

    private static func term(_ node: YAMLNode) -> [Requirement] {
        (node["matchExpressions"]?.resolved.elements).map { expressions in
            expressions.compactMap { requirement($0.resolved) }
        } ?? []
    }

    /// Other operators say nothing of a kubelet's own labels: each node has them.
    private static func requirement(_ node: YAMLNode) -> Requirement? {
        guard let label = labels[node["key"]?.resolved.string ?? ""], let word = node["operator"]?.resolved.string,
            word == "In" || word == "NotIn", let values = node["values"]?.resolved.elements
        else { return nil }
        return Requirement(label, Set(values.compactMap { $0.resolved.string }), isOneOf: word == "In")
    }
}
