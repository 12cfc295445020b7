/// `a=b,c!=d,e`: equality and existence.
struct LabelSelector: Sendable {
    private let terms: [(key: String, value: String?, isEqual: Bool)]

    init(_ text: String?) {
        terms = (text ?? "").split(separator: ",").map { term in
            if let mark = term.firstRange(of: "!=") {
                return (String(term[..<mark.lowerBound]), String(term[mark.upperBound...]), false)
            }
            let parts = term.split(separator: "=", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil, true)
        }
    }

    func matches(_ object: JSON) -> Bool {
        terms.allSatisfy { term in
            let label = object[["metadata", "labels"]]?[term.key]?.text
            guard let value = term.value else { return label != nil }
            return (label == value) == term.isEqual
        }
    }
}
