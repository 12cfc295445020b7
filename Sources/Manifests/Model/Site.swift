package import YAMLSource

/// Where a piece of a reference stands, or could be added. Valid for the bytes that were scanned.
package struct SiteID: Hashable, Sendable {
    package let file: RepositoryPath
    /// The scalar's index in the file's ``YAMLStream``; for a key to be added, that of the value it goes below.
    package let node: Int
    /// The key to add, where none stands yet.
    package let insertedKey: String?

    package init(file: RepositoryPath, node: Int, insertedKey: String? = nil) {
        self.file = file
        self.node = node
        self.insertedKey = insertedKey
    }
}

/// A scalar that holds a reference or a piece of one, or the place for a key that is not there.
package struct Site: Hashable, Sendable {
    package let id: SiteID
    /// The path inside the object or file, as in `spec.template.spec.containers[1].image`.
    package let field: String
    package let location: SourceLocation
    /// `nil` where the key has to be added first.
    package let value: String?

    package init(id: SiteID, field: String, location: SourceLocation, value: String?) {
        self.id = id
        self.field = field
        self.location = location
        self.value = value
    }
}
