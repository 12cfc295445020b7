package import YAMLSource

extension FileLocator {
    /// A file's new bytes, and what is found in them.
    ///
    /// What the edit's check has parsed is located in at once. Where only values of fields change whose meaning is an
    /// image, the file is known by its scan's fingerprint, and the new values are read on their lines, the rest of the
    /// file reads as it did, and the scan is the old one with those values.
    ///
    /// - Parameter scan: what was found in the old bytes, if that is at hand.
    /// - Throws: as ``SiteWriting/apply(_:to:limits:)``.
    package func edited(
        _ path: RepositoryPath, _ bytes: [UInt8], by writes: [SiteWrite], scannedAs scan: FileScan?
    ) throws(YAMLSourceError) -> (bytes: [UInt8], scan: FileScan) {
        if let scan, let values = FieldValues(writes, scan), let edited = try values.put(into: bytes) {
            return (edited, values.scan)
        }
        let edited = try SiteWriting.edited(bytes, by: writes)
        return (edited.bytes, edited.stream.map { self.scan(path, $0) } ?? self.scan(path, edited.bytes))
    }
}
