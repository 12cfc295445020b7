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
        let stream = try YAMLStream(bytes: bytes, limits: limits)
        var edits: [SourceEdit] = []
        for write in writes { edits.append(try edit(write, in: stream)) }
        return try YAMLEditing.apply(edits, to: stream, limits: limits)
    }

    private static func edit(_ write: SiteWrite, in stream: YAMLStream) throws(YAMLSourceError) -> SourceEdit {
        guard let node = stream.node(at: write.site.id.node), node.isScalar else {
            throw moved(write.site)
        }
        if let key = write.site.id.insertedKey {
            return try node.insertingEntry(key, write.value ?? "")
        }
        guard node.string == write.site.value else { throw moved(write.site) }
        guard let value = write.value else { return try node.removingEntry() }
        return try node.replacingValue(with: value)
    }

    private static func moved(_ site: Site) -> YAMLSourceError {
        YAMLSourceError(.verificationFailed, "\(site.field) is not what was planned on: plan again", at: site.location)
    }
}
