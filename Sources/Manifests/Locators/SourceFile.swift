import YAMLSource

/// A file with its text, parsed when a locator asks for it: what locators read.
final class SourceFile {
    let path: RepositoryPath
    let text: SourceText
    let options: LocatorOptions
    /// Where the text is no file of its own but the value of a scalar in one.
    let host: ScalarHost?
    let limits: YAMLLimits
    let aliases: AliasBudget
    /// What it was parsed to, if some locator asked for it.
    private(set) var parsed: YAMLStream?
    /// Whether the word stands in it that no object of Kubernetes does without. Several locators ask, and each time it would
    /// cost a pass over the text.
    private(set) lazy var mayHoldObjects = text.contains("apiVersion")

    init(
        path: RepositoryPath, text: SourceText, options: LocatorOptions, limits: YAMLLimits = .default,
        host: ScalarHost? = nil, aliases: AliasBudget = AliasBudget()
    ) {
        self.path = path
        self.text = text
        self.options = options
        self.limits = limits
        self.host = host
        self.aliases = aliases
    }

    init(path: RepositoryPath, stream: YAMLStream, options: LocatorOptions, limits: YAMLLimits) {
        self.path = path
        text = stream.source
        self.options = options
        self.limits = limits
        host = nil
        aliases = AliasBudget()
        parsed = stream
    }

    /// The file as YAML, parsed once.
    func stream() throws(YAMLSourceError) -> YAMLStream {
        if let parsed { return parsed }
        let stream = try YAMLStream(parsing: text, limits: limits)
        parsed = stream
        return stream
    }

    /// The root of each document, aliases followed.
    func documents() throws(YAMLSourceError) -> [YAMLNode] {
        try stream().documents.map(\.resolved)
    }

    /// Whether some document is an object of Kubernetes, whatever the file is called; not so for what cannot be parsed.
    var holdsObjects: Bool {
        guard let documents = try? documents() else { return false }
        return documents.contains { ObjectIdentity(of: $0) != nil }
    }
}

extension SourceFile {
    /// A scalar as a site; an alias is the scalar that it names, which is where an edit belongs.
    func site(_ node: YAMLNode, _ field: FieldPath) -> Site? {
        let scalar = node.resolved
        guard scalar.isScalar else { return nil }
        if let host { return host.site(scalar, part: nil, field) }
        return Site(
            id: SiteID(file: path, address: .scalar(scalar.index)),
            field: field.text,
            location: scalar.location,
            value: scalar.string,
            extent: scalar.range
        )
    }

    /// Bytes of a scalar's value as a site.
    func site(_ node: YAMLNode, part: Range<Int>, _ field: FieldPath) -> Site? {
        let scalar = node.resolved
        guard scalar.isScalar else { return nil }
        if let host { return host.site(scalar, part: part, field) }
        let bytes = scalar.valueBytes
        let start = bytes.startIndex
        guard part.lowerBound >= 0, part.upperBound <= bytes.count else { return nil }
        let extent = scalar.sourceRange(ofValue: part) ?? scalar.range
        return Site(
            id: SiteID(file: path, address: .part(scalar.index, part)),
            field: field.text,
            location: scalar.stream.location(of: extent.lowerBound),
            value: String(decoding: bytes[(start + part.lowerBound)..<(start + part.upperBound)], as: UTF8.self),
            extent: extent
        )
    }

    /// Bytes of a file that is no YAML as a site, asked in the order of the text.
    func site(text range: Range<Int>, _ field: FieldPath, _ places: inout TextPlaces) -> Site {
        Site(
            id: SiteID(file: path, address: .text(range)),
            field: field.text,
            location: places.location(of: range.lowerBound),
            value: String(decoding: text.payload[range], as: UTF8.self),
            extent: range
        )
    }

    /// The place for a key on the line below an entry of a block mapping; `nil` where no line can be added.
    func insertion(of key: String, after sibling: Site, in mapping: YAMLNode, _ field: FieldPath) -> Site? {
        guard case .scalar(let node) = sibling.id.address, mapping.resolved.isMapping, mapping.resolved.style == .block
        else { return nil }
        return Site(
            id: SiteID(file: path, address: .insertion(key: key, below: node)),
            field: field.key(key).text,
            location: sibling.location,
            value: nil
        )
    }

    /// What the comments at a node say, and those at the scalar that it is an alias of.
    func directives(at node: YAMLNode) -> LineDirectives {
        var directives = LineDirectives()
        for place in node.isAlias ? [node, node.resolved] : [node] {
            for comment in place.commentsAbove { directives.read(comment: comment.text) }
            if let comment = place.trailingComment { directives.read(comment: comment.text) }
        }
        return directives
    }

    /// An occurrence that one scalar holds whole; `nil` for what is no scalar or empty.
    func occurrence(
        of value: YAMLNode, object: ObjectIdentity?, _ field: FieldPath, kind: OccurrenceKind = .field
    ) -> ImageOccurrence? {
        guard let site = site(value, field), let text = site.value, !text.isEmpty else { return nil }
        return ImageOccurrence(
            file: path,
            object: object,
            field: field.text,
            location: host == nil ? value.location : site.location,
            parts: .whole(site),
            directives: directives(at: value),
            kind: kind
        )
    }
}
