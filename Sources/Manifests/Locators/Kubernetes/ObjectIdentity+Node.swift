import YAMLSource

extension ObjectIdentity {
    /// `nil` for what is no Kubernetes object.
    init?(of node: YAMLNode) {
        guard let apiVersion = node["apiVersion"]?.resolved.string, !apiVersion.isEmpty,
            let kind = node["kind"]?.resolved.string, !kind.isEmpty
        else { return nil }
        self.init(of: node, apiVersion: apiVersion, kind: kind)
    }

    /// The name and namespace of an object whose kind is known from elsewhere.
    init(of node: YAMLNode, apiVersion: String, kind: String) {
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

    /// `v1` of `apps/v1`.
    var version: Substring {
        apiVersion.firstIndex(of: "/").map { apiVersion[apiVersion.index(after: $0)...] } ?? apiVersion[...]
    }
}
