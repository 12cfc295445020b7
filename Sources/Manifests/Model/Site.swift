package import YAMLSource

/// Where a piece of a reference stands, or could be added. Valid for the bytes that were scanned.
package struct SiteID: Hashable, Sendable {
    package let file: RepositoryPath
    package let address: SiteAddress

    package init(file: RepositoryPath, address: SiteAddress) {
        self.file = file
        self.address = address
    }
}

package enum SiteAddress: Hashable, Sendable {
    /// A whole scalar, by its index in the file's ``YAMLStream``.
    case scalar(Int)
    /// Bytes of a scalar's value, as UTF-8: a reference inside an argument or a block of text.
    case part(Int, Range<Int>)
    /// A key that is not there, on a line of its own below a scalar.
    case insertion(key: String, below: Int)
    /// Bytes of the text of a file that is no YAML.
    case text(Range<Int>)
}

/// A place that holds a reference or a piece of one, or the place for a key that is not there.
package struct Site: Hashable, Sendable {
    package let id: SiteID
    /// The path inside the object or file, as in `spec.template.spec.containers[1].image`.
    package let field: String
    package let location: SourceLocation
    /// `nil` where the key has to be added first.
    package let value: String?
    /// The bytes of the file's text that hold it; empty for a key to be added.
    package let extent: Range<Int>

    package init(id: SiteID, field: String, location: SourceLocation, value: String?, extent: Range<Int> = 0..<0) {
        self.id = id
        self.field = field
        self.location = location
        self.value = value
        self.extent = extent
    }
}
