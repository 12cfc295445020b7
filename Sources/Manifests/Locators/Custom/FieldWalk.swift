import YAMLSource

/// A walk through an object that knows where it stands, and spells that out only when asked.
struct FieldWalk {
    private enum Step {
        case key(YAMLNode)
        case name(String)
        case position(Int)
    }

    private let start: FieldPath
    private var steps: [Step] = []
    private var visits: [Int: Int] = [:]

    /// What one anchor is followed to at most this often, or aliases of aliases would take for ever. All of its aliases
    /// are one place to write.
    private static let mostVisits = 256

    private let aliases: AliasBudget

    init(from start: FieldPath, _ aliases: AliasBudget) {
        self.start = start
        self.aliases = aliases
    }

    var field: FieldPath { Self.path(from: start, steps[...]) }

    /// The path of the collection that holds what the walk stands at.
    var fieldAbove: FieldPath { Self.path(from: start, steps.dropLast()) }

    private static func path(from start: FieldPath, _ steps: ArraySlice<Step>) -> FieldPath {
        steps.reduce(start) { field, step in
            switch step {
            case .key(let key): field.key(key.resolved.string ?? "")
            case .name(let name): field.key(name)
            case .position(let position): field.index(position)
            }
        }
    }

    /// The key that the walk stands at.
    var key: YAMLNode? {
        if case .key(let key) = steps.last { key } else { nil }
    }

    /// Visits each value of a mapping, merge keys included, or each element of a sequence.
    mutating func children(of node: YAMLNode, _ visit: (inout FieldWalk, YAMLNode) -> Void) {
        guard mayFollow(node) else { return }
        let target = node.resolved
        if target.isMapping {
            for (key, value) in target.effectiveEntries { step(.key(key), value, visit) }
        } else {
            for (position, element) in target.elements.enumerated() { step(.position(position), element, visit) }
        }
    }

    mutating func value(of name: String, in node: YAMLNode, _ visit: (inout FieldWalk, YAMLNode) -> Void) {
        guard let value = node.resolved[name] else { return }
        step(.name(name), value, visit)
    }

    mutating func element(_ position: Int, of node: YAMLNode, _ visit: (inout FieldWalk, YAMLNode) -> Void) {
        guard let element = node.resolved[position] else { return }
        step(.position(position), element, visit)
    }

    private mutating func step(_ step: Step, _ node: YAMLNode, _ visit: (inout FieldWalk, YAMLNode) -> Void) {
        steps.append(step)
        visit(&self, node)
        steps.removeLast()
    }

    private mutating func mayFollow(_ node: YAMLNode) -> Bool {
        guard node.isAlias else { return true }
        let count = visits[node.resolved.index, default: 0]
        visits[node.resolved.index] = count + 1
        if count >= Self.mostVisits { aliases.stop(at: node.location) }
        return count < Self.mostVisits
    }
}

extension YAMLNode {
    /// A mapping's entries as a reader of the file sees them: what merge keys bring in stands behind its own.
    var effectiveEntries: [(key: YAMLNode, value: YAMLNode)] {
        let own = Array(entries)
        guard own.contains(where: \.key.isMergeKey) else { return own }
        var visited: Set<Int> = []
        var names: Set<String> = []
        var result: [(key: YAMLNode, value: YAMLNode)] = []
        collectEntries(&result, &names, &visited)
        return result
    }

    private func collectEntries(
        _ result: inout [(key: YAMLNode, value: YAMLNode)], _ names: inout Set<String>, _ visited: inout Set<Int>
    ) {
        guard isMapping, visited.insert(index).inserted else { return }
        for entry in entries where !entry.key.isMergeKey {
            if names.insert(entry.key.resolved.string ?? "").inserted { result.append(entry) }
        }
        for entry in entries where entry.key.isMergeKey {
            let source = entry.value.resolved
            for mapping in source.isSequence ? source.elements.map(\.resolved) : [source] {
                mapping.collectEntries(&result, &names, &visited)
            }
        }
    }
}
