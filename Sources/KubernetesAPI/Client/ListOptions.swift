/// What a list or a watch is narrowed down to, in the API's own words.
package struct ListOptions: Hashable, Sendable {
    /// `nil` for every namespace.
    package var namespace: String?
    package var labelSelector: String?
    package var fieldSelector: String?

    package init(namespace: String? = nil, labelSelector: String? = nil, fieldSelector: String? = nil) {
        self.namespace = namespace
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
    }

    var query: [(name: String, value: String)] {
        [("labelSelector", labelSelector), ("fieldSelector", fieldSelector)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }
}

/// A collection as it was at one version.
package struct ObjectList<Object: Sendable>: Sendable {
    package var items: [Object]
    /// To watch from.
    package var version: String
    /// What is there and cannot be read: one object that is odd must not hide the others.
    package var unreadable: [UnreadableObject]
}

/// An object that does not have the shape that its kind should have.
package struct UnreadableObject: Hashable, Sendable {
    package let key: ObjectKey
    package let error: KubernetesError
}
