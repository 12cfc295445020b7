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
        let text = try SourceText(bytes: bytes)
        if writes.contains(where: \.site.isText) { return try TextWriting.apply(writes, to: text) }
        return try edited(writes, try YAMLStream(parsing: text, limits: limits), limits).bytes
    }

    /// The new bytes of a file that was parsed before, and what they were parsed to for the check.
    ///
    /// - Parameter stream: of the file as it stands; `nil` where it was not parsed.
    /// - Throws: as ``apply(_:to:limits:)``.
    package static func apply(
        _ writes: [SiteWrite], to bytes: [UInt8], parsed stream: YAMLStream?, limits: YAMLLimits = .default
    ) throws(YAMLSourceError) -> (bytes: [UInt8], stream: YAMLStream?) {
        if writes.contains(where: \.site.isText) {
            return (try TextWriting.apply(writes, to: try SourceText(bytes: bytes)), nil)
        }
        let stream = if let stream { stream } else { try YAMLStream(bytes: bytes, limits: limits) }
        let edited = try edited(writes, stream, limits)
        return (edited.bytes, edited.stream)
    }

    private static func edited(
        _ writes: [SiteWrite], _ stream: YAMLStream, _ limits: YAMLLimits
    ) throws(YAMLSourceError) -> (bytes: [UInt8], stream: YAMLStream) {
        var edits: [SourceEdit] = []
        for write in writes { edits.append(try edit(write, in: stream)) }
        return try YAMLEditing.edited(edits, of: stream, limits: limits)
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
