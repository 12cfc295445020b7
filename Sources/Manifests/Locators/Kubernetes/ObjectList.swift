import YAMLSource

/// A `List`, or a list of one kind such as `DeploymentList`, whose items need not repeat the kind.
struct ObjectList {
    private let list: ObjectIdentity

    init(_ list: ObjectIdentity) {
        self.list = list
    }

    func scan(_ items: YAMLNode, of file: SourceFile, _ field: FieldPath, depth: Int) -> ObjectScan {
        items.elements.enumerated().reduce(into: ObjectScan()) { scan, item in
            guard file.aliases.follows(item.element) else { return }
            scan += self.scan(item: item.element.resolved, of: file, field.index(item.offset), depth: depth + 1)
        }
    }

    private func scan(item: YAMLNode, of file: SourceFile, _ field: FieldPath, depth: Int) -> ObjectScan {
        let kind = list.kind.dropLast("List".count)
        guard item.isMapping, item["kind"] == nil, !kind.isEmpty else {
            return ObjectLocators.scan(item, of: file, field, depth: depth)
        }
        let apiVersion = item["apiVersion"]?.resolved.string ?? list.apiVersion
        let identity = ObjectIdentity(of: item, apiVersion: apiVersion, kind: String(kind))
        return ObjectLocators.scan(item, as: identity, of: file, field, depth: depth)
    }
}
