import YAMLSource

/// Knows where objects of some kinds name images.
protocol ObjectLocator: Sendable {
    /// Whether an object is of these kinds.
    func claims(_ identity: ObjectIdentity) -> Bool
    func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence]
}

/// Every kind of object that is known.
enum ObjectLocators {
    static let all: [any ObjectLocator] = [
        WorkloadLocator(),
        SkaffoldLocator(),
        KindClusterLocator(),
    ]

    /// A List may hold Lists; what people write stays far below this.
    private static let deepestList = 8

    /// The images of an object, or of every item of a List.
    static func occurrences(
        in object: YAMLNode, of file: SourceFile, _ field: FieldPath, depth: Int
    ) -> [ImageOccurrence] {
        guard object.isMapping, let identity = ObjectIdentity(of: object) else { return [] }
        if let locator = all.first(where: { $0.claims(identity) }) {
            return locator.occurrences(in: object, of: file, identity, field)
        }
        guard identity.kind.hasSuffix("List"), depth < deepestList, let items = object["items"]?.resolved else {
            return []
        }
        return items.elements.enumerated().flatMap { position, item in
            occurrences(in: item.resolved, of: file, field.key("items").index(position), depth: depth + 1)
        }
    }
}

extension ObjectIdentity {
    /// `nil` for what is no Kubernetes object.
    init?(of node: YAMLNode) {
        guard let apiVersion = node["apiVersion"]?.resolved.string, !apiVersion.isEmpty,
            let kind = node["kind"]?.resolved.string, !kind.isEmpty
        else { return nil }
        let metadata = node["metadata"]
        self.init(
            apiVersion: apiVersion,
            kind: kind,
            namespace: metadata?["namespace"]?.resolved.string,
            name: metadata?["name"]?.resolved.string ?? metadata?["generateName"]?.resolved.string
        )
    }

    /// `apps` of `apps/v1`; empty for the core group.
    var group: Substring {
        apiVersion.firstIndex(of: "/").map { apiVersion[..<$0] } ?? ""
    }
}
