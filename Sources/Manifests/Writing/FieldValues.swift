import YAMLSource

/// New values of fields whose meaning is an image, each a whole scalar: what else is found in the file does not depend on
/// them.
struct FieldValues {
    /// What was found, with the new values. Where things stand is said of the old bytes.
    private(set) var scan: FileScan
    private let fingerprint: SourceFingerprint
    private var replacements: [ScalarReplacement] = []

    /// `nil` where something else is written, or what is found may depend on it.
    init?(_ writes: [SiteWrite], _ scan: FileScan) {
        guard let fingerprint = scan.fingerprint, scan.decidesNothing else { return nil }
        (self.scan, self.fingerprint) = (scan, fingerprint)
        for write in writes {
            guard case .scalar = write.site.id.address, let old = write.site.value, let new = write.value else {
                return nil
            }
            replacements.append(ScalarReplacement(range: write.site.extent, old: old, new: new))
        }
        for index in scan.occurrences.indices {
            guard case .whole(let site) = scan.occurrences[index].parts else { return nil }
            guard let new = writes.first(where: { $0.site.extent.overlaps(site.extent) }) else { continue }
            guard new.site.id == site.id, scan.occurrences[index].kind == .field, let value = new.value else {
                return nil
            }
            self.scan.occurrences[index].setValue(value, of: site)
        }
    }

    /// The file with the new values in it; `nil` where it has to be read whole for that, or is not what was scanned.
    ///
    /// - Throws: where the bytes are no text.
    func put(into bytes: [UInt8]) throws(YAMLSourceError) -> [UInt8]? {
        let text = try SourceText(bytes: bytes)
        guard SourceFingerprint(of: text.payload) == fingerprint else { return nil }
        return YAMLEditing.edited(text, by: replacements)
    }
}
