import PinnaceTestSupport
import Testing
import YAMLSource

/// An object as it would be sent to a cluster.
struct RenderedObject: Sendable, CustomStringConvertible {
    let json: APIJSON

    var kind: String { json["kind"]?.text ?? "" }
    var name: String { json["metadata"]?["name"]?.text ?? "" }
    var namespace: String? { json["metadata"]?["namespace"]?.text }
    var labels: [String: String] { Self.texts(json["metadata"]?["labels"]) }
    var description: String { "\(kind)/\(name)" }

    /// Every document of a stream.
    static func all(in text: String) throws -> [RenderedObject] {
        try YAMLStream(bytes: Array(text.utf8)).documents.map(value).filter { $0 != .null }.map(Self.init(json:))
    }

    /// The pod that a workload runs, with its labels.
    var pod: (labels: [String: String], spec: APIJSON)? {
        switch kind {
        case "Pod": json["spec"].map { (labels, $0) }
        case "Deployment": Self.pod(of: json["spec"]?["template"])
        case "CronJob": Self.pod(of: json["spec"]?["jobTemplate"]?["spec"]?["template"])
        default: nil
        }
    }

    private static func pod(of template: APIJSON?) -> (labels: [String: String], spec: APIJSON)? {
        template?["spec"].map { (texts(template?["metadata"]?["labels"]), $0) }
    }

    static func texts(_ json: APIJSON?) -> [String: String] {
        (json?.members ?? [:]).compactMapValues(\.text)
    }

    private static func value(_ node: YAMLNode) -> APIJSON {
        let node = node.resolved
        if node.isMapping {
            let members = node.entries.map { ($0.key.string ?? "", value($0.value)) }
            return .object(Dictionary(members) { $1 })
        }
        if node.isSequence { return .array(node.elements.map(value)) }
        let text = node.string ?? ""
        return switch node.scalarType {
        case .null: .null
        case .bool: .bool(text.lowercased() == "true")
        case .int: Int(text).map { .integer($0) } ?? .string(text)
        case .float: Double(text).map { .number($0) } ?? .string(text)
        default: .string(text)
        }
    }
}

/// What selects by labels, in the two ways that Kubernetes has.
struct LabelMatch {
    private let labels: [String: String]
    private let sets: [(key: String, values: [String])]

    /// - Parameter json: `matchLabels` and `matchExpressions`, or labels alone as a Service has them.
    init(_ json: APIJSON?) {
        let isWhole = json?["matchLabels"] != nil || json?["matchExpressions"] != nil
        labels = RenderedObject.texts(isWhole ? json?["matchLabels"] : json)
        sets = (json?["matchExpressions"]?.elements ?? []).map {
            ($0["key"]?.text ?? "", ($0["values"]?.elements ?? []).compactMap(\.text))
        }
    }

    func matches(_ own: [String: String]) -> Bool {
        labels.allSatisfy { own[$0.key] == $0.value } && sets.allSatisfy { $0.values.contains(own[$0.key] ?? "") }
    }
}
