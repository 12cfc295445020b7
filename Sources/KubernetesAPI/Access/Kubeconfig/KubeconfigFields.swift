import YAMLSource

/// One mapping of a kubeconfig. Errors name keys and places, and never a value: any of them may be a secret.
struct KubeconfigFields: Sendable {
    let node: YAMLNode?
    let file: String

    func text(_ key: String) throws(KubernetesError) -> String? {
        guard let value = node?[key]?.resolved, !value.isNull else { return nil }
        guard let text = value.string, text.utf8.count <= Kubeconfig.longestValue, !text.utf8.contains(0) else {
            throw error("\(key) should be a text", at: value)
        }
        return text.isEmpty ? nil : text
    }

    func flag(_ key: String) throws(KubernetesError) -> Bool {
        guard let value = node?[key]?.resolved, !value.isNull else { return false }
        guard value.scalarType == .bool, let text = value.string else {
            throw error("\(key) should be true or false", at: value)
        }
        return text.lowercased() == "true"
    }

    func fields(_ key: String) throws(KubernetesError) -> KubeconfigFields? {
        guard let value = node?[key]?.resolved, !value.isNull else { return nil }
        guard value.isMapping else { throw error("\(key) should be a mapping", at: value) }
        return KubeconfigFields(node: value, file: file)
    }

    /// The elements of a list.
    func list(_ key: String) throws(KubernetesError) -> [YAMLNode] {
        guard let value = node?[key]?.resolved, !value.isNull else { return [] }
        guard value.isSequence else { throw error("\(key) should be a list", at: value) }
        let elements = value.elements.map(\.resolved)
        guard elements.count <= Kubeconfig.mostEntries else {
            throw error("\(key) has more than \(Kubeconfig.mostEntries) entries", at: value)
        }
        return elements
    }

    func texts(_ key: String) throws(KubernetesError) -> [String] {
        var texts: [String] = []
        for element in try list(key) {
            guard let text = element.string, text.utf8.count <= Kubeconfig.longestValue, !text.utf8.contains(0) else {
                throw error("\(key) should be a list of texts", at: element)
            }
            texts.append(text)
        }
        return texts
    }

    func error(_ message: String, at place: YAMLNode? = nil) -> KubernetesError {
        let location = (place ?? node).map { ":\($0.location)" } ?? ""
        return KubernetesError(.configuration, operation: file + location, message: message)
    }
}
