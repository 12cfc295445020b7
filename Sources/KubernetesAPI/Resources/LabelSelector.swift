/// `metav1.LabelSelector`: every label and every requirement has to hold.
package struct LabelSelector: Codable, Hashable, Sendable {
    package var matchLabels: [String: String]?
    package var matchExpressions: [Requirement]?

    package init(matchLabels: [String: String]? = nil, matchExpressions: [Requirement]? = nil) {
        self.matchLabels = matchLabels
        self.matchExpressions = matchExpressions
    }

    package struct Requirement: Codable, Hashable, Sendable {
        package var key: String
        /// `In`, `NotIn`, `Exists` or `DoesNotExist`; for nodes also `Gt` and `Lt`.
        package var `operator`: String
        package var values: [String]?

        package init(key: String, operator: String, values: [String]? = nil) {
            self.key = key
            self.operator = `operator`
            self.values = values
        }
    }
}

extension LabelSelector {
    /// Whether an object's labels fit. An empty selector fits everything.
    package func matches(_ labels: [String: String]) -> Bool {
        (matchLabels ?? [:]).allSatisfy { labels[$0.key] == $0.value }
            && (matchExpressions ?? []).allSatisfy { $0.matches(labels) }
    }

    /// As the API takes it in `labelSelector`; `nil` for a selector that fits everything.
    package var query: String? {
        let equal = (matchLabels ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
        let parts = equal + (matchExpressions ?? []).compactMap(\.query)
        return parts.isEmpty ? nil : parts.joined(separator: ",")
    }
}

extension LabelSelector.Requirement {
    /// An operator that nobody knows fits nothing. `NotIn` fits a label that is missing.
    package func matches(_ labels: [String: String]) -> Bool {
        let values = values ?? []
        return switch `operator` {
        case "In": labels[key].map { values.contains($0) } ?? false
        case "NotIn": labels[key].map { !values.contains($0) } ?? true
        case "Exists": labels[key] != nil
        case "DoesNotExist": labels[key] == nil
        case "Gt": compare(labels, values) { $0 > $1 }
        case "Lt": compare(labels, values) { $0 < $1 }
        default: false
        }
    }

    private func compare(_ labels: [String: String], _ values: [String], _ isMet: (Int, Int) -> Bool) -> Bool {
        guard let text = labels[key], let label = Int(text), values.count == 1, let bound = Int(values[0]) else {
            return false
        }
        return isMet(label, bound)
    }

    fileprivate var query: String? {
        let list = (values ?? []).joined(separator: ",")
        return switch `operator` {
        case "In": "\(key) in (\(list))"
        case "NotIn": "\(key) notin (\(list))"
        case "Exists": key
        case "DoesNotExist": "!\(key)"
        default: nil
        }
    }
}
