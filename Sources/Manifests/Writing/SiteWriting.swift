package import YAMLSource

/// What is to become of a site.
package struct SiteWrite: Hashable, Sendable {
    package let site: Site
    /// The new value; `nil` takes the whole entry away again.
    package let value: String?

    package init(site: Site, value: String?) {
        self.site = site
        self.value = value
    }
}

/// Writes values into the sites of one file, byte for byte the same elsewhere.
package enum SiteWriting {
    /// The file's new bytes.
    ///
    /// - Throws: where a site is not what the scan saw, a value cannot be written in the style that stands there, or the
    ///   result would read otherwise than intended. Nothing is written in any of these cases.
    package static func apply(
        _ writes: [SiteWrite], to bytes: [UInt8], limits: YAMLLimits = .default
    ) throws(YAMLSourceError) -> [UInt8] {
        try edited(bytes, by: writes, limits: limits).bytes
    }

    /// The file's new bytes, and what they were parsed to for the check; `nil` where the file is no YAML.
    ///
    /// - Throws: as ``apply(_:to:limits:)``.
    package static func edited(
        _ bytes: [UInt8], by writes: [SiteWrite], limits: YAMLLimits = .default
    ) throws(YAMLSourceError) -> (bytes: [UInt8], stream: YAMLStream?) {
        let text = try SourceText(bytes: bytes)
        if writes.contains(where: \.site.isText) { return (try TextWriting.apply(writes, to: text), nil) }
        let stream = try YAMLStream(parsing: text, limits: limits)
        var edits: [SourceEdit] = []
        for write in writes { edits.append(try edit(write, in: stream)) }
        let edited = try YAMLEditing.edited(edits, of: stream, limits: limits)
        return (edited.bytes, edited.stream)
    }

    private static func edit(_ write: SiteWrite, in stream: YAMLStream) throws(YAMLSourceError) -> SourceEdit {
        switch write.site.id.address {
        case .insertion(let key, let below):
            return try scalar(below, of: write, in: stream).insertingEntry(key, write.value ?? "")
        case .scalar(let index):
            let node = try scalar(index, of: write, in: stream)
            guard node.string == write.site.value else { throw moved(write.site) }
            guard let value = write.value else { return try node.removingEntry() }
            return try node.replacingValue(with: value)
        case .part(let index, let part):
            let node = try scalar(index, of: write, in: stream)
            guard part.upperBound <= node.valueBytes.count, let value = write.value else { throw moved(write.site) }
            let start = node.valueBytes.startIndex
            let found = node.valueBytes[(start + part.lowerBound)..<(start + part.upperBound)]
            guard String(decoding: found, as: UTF8.self) == write.site.value else { throw moved(write.site) }
            return try node.replacingPart(part, with: value)
        case .text:
            throw moved(write.site)
        }
    }

    private static func scalar(
        _ index: Int, of write: SiteWrite, in stream: YAMLStream
    ) throws(YAMLSourceError) -> YAMLNode {
        guard let node = stream.node(at: index), node.isScalar else { throw moved(write.site) }
        return node
    }

    static func moved(_ site: Site) -> YAMLSourceError {
        YAMLSourceError(.verificationFailed, "\(site.field) is not what was planned on: plan again", at: site.location)
    }
}
