import GitStore
import ImageModel
import Manifests
import YAMLSource

/// How scans are written down: the texts that stand in them, and the files with the numbers of their texts.
///
/// Only what most files hold can be: references in one scalar each, and findings. Charts, kustomizations and the like are
/// few, and are read each time.
enum ScanLayout {
    /// Whether it reads back as what it is.
    static func holds(_ scan: FileScan) -> Bool {
        guard scan.kustomization == nil, scan.chart == nil else { return false }
        var texts = TextTable()
        var files = ByteWriter()
        ScanWriter.write(scan, &texts, &files)
        var reader = ByteReader(texts.bytes[...])
        guard let table = TextTable.read(&reader) else { return false }
        var content = ScanReader(texts: table, reader: ByteReader(files.bytes[...]))
        return content.scan(scan.file) == scan
    }

    static func bytes(_ scans: [RepositoryPath: KeptScan]) -> [UInt8] {
        var texts = TextTable()
        var files = ByteWriter()
        files.number(scans.count)
        for (path, kept) in scans {
            files.number(texts.number(of: path.string))
            files.bytes += kept.blob.bytes
            ScanWriter.write(kept.scan, &texts, &files)
        }
        return texts.bytes + files.bytes
    }

    /// `nil` for anything else.
    static func scans(_ content: ArraySlice<UInt8>) -> [RepositoryPath: KeptScan]? {
        var reader = ByteReader(content)
        guard let texts = TextTable.read(&reader), let count = reader.number() else { return nil }
        var scans: [RepositoryPath: KeptScan] = [:]
        scans.reserveCapacity(min(count, content.count))
        var files = ScanReader(texts: texts, reader: reader)
        for _ in 0..<count {
            guard let text = files.text(), let path = RepositoryPath(text), let blob = files.reader.id(),
                let scan = files.scan(path)
            else { return nil }
            scans[path] = KeptScan(blob: blob, scan: scan)
        }
        return files.reader.isAtEnd ? scans : nil
    }
}
