/// A field of the user's own that names images: objects of a kind, a path, and how the value is written.
package struct CustomFieldRule: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        /// The whole reference.
        case reference
        /// The name; the tag, and a digest where the reader of the file knows one, stand at paths of keys that start at
        /// the mapping which holds the name.
        case nameAndTag(tag: [String], digest: [String]?)
        /// References stand somewhere in the text.
        case text
    }

    /// `*` for any.
    package let kind: String
    /// `apps/v1`, or the group alone; `nil` for any.
    package let apiVersion: String?
    package let path: FieldPattern
    package let value: Value

    package init(kind: String, apiVersion: String? = nil, path: FieldPattern, value: Value) {
        self.kind = kind
        self.apiVersion = apiVersion
        self.path = path
        self.value = value
    }

    func claims(_ identity: ObjectIdentity) -> Bool {
        guard kind == "*" || kind == identity.kind else { return false }
        return apiVersion == nil || apiVersion == identity.apiVersion || apiVersion.map { $0[...] } == identity.group
    }
}

extension CustomFieldRule.Value {
    /// The keys of a path that leads from the mapping of a name to its tag or digest.
    package static func keys(_ text: String) throws(FieldPatternError) -> [String] {
        guard let keys = try FieldPattern(text).keys else {
            throw FieldPatternError(
                .notKeys, at: 1, "the path has to be keys alone, from the mapping that holds the name")
        }
        return keys
    }
}
