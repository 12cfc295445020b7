import GitStore
import ImageModel
import Manifests
import YAMLSource

/// How scans are written down: the texts that stand in them, the folders, and the entries with the numbers of their texts.
///
/// Only what most files hold can be: references in one scalar each, and findings. Charts, kustomizations and the like are
/// few, and are read each time.
enum ScanLayout {
    private enum Kind: Int {
        case link, submodule, unread, empty, scan
    }

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

    static func bytes(_ scans: KeptScans) -> [UInt8] {
        var texts = TextTable()
        var out = ByteWriter()
        out.number(scans.folders.count)
        for folder in scans.folders {
            out.text(folder.path)
            out.bytes += folder.tree.bytes
            for number in [folder.first, folder.entries, folder.folders] { out.number(number) }
        }
        out.number(scans.entries.count)
        for entry in scans.entries {
            let kind = kind(of: entry)
            out.text(entry.path.string)
            out.bytes += entry.blob.bytes
            out.number(kind.rawValue)
            if kind == .scan, let scan = entry.scan { ScanWriter.write(scan, &texts, &out) }
        }
        return texts.bytes + out.bytes
    }

    private static func kind(of entry: KeptEntry) -> Kind {
        if entry.kind == .link { return .link }
        if entry.kind == .submodule { return .submodule }
        guard let scan = entry.scan else { return .unread }
        return scan.isEmpty ? .empty : holds(scan) ? .scan : .unread
    }

    /// `nil` for anything else.
    static func scans(_ content: ArraySlice<UInt8>) -> KeptScans? {
        var reader = ByteReader(content)
        guard let texts = TextTable.read(&reader), let folders = folders(&reader), let count = reader.number()
        else { return nil }
        var scans = KeptScans(folders: folders)
        scans.entries.reserveCapacity(min(count, content.count))
        var entries = ScanReader(texts: texts, reader: reader)
        for _ in 0..<count {
            guard let entry = entry(&entries) else { return nil }
            scans.entries.append(entry)
        }
        return entries.reader.isAtEnd && isWhole(scans) ? scans : nil
    }

    private static func folders(_ reader: inout ByteReader) -> [KeptFolder]? {
        guard let count = reader.number() else { return nil }
        var folders: [KeptFolder] = []
        for _ in 0..<count {
            guard let path = reader.text(), let tree = reader.id(), let first = reader.number(),
                let entries = reader.number(), let below = reader.number()
            else { return nil }
            folders.append(KeptFolder(path: path, tree: tree, first: first, entries: entries, folders: below))
        }
        return folders
    }

    private static func entry(_ reader: inout ScanReader) -> KeptEntry? {
        guard let path = reader.reader.text().flatMap({ RepositoryPath($0) }), let blob = reader.reader.id(),
            let kind = reader.reader.number().flatMap(Kind.init)
        else { return nil }
        var entry = KeptEntry(path: path, blob: blob)
        switch kind {
        case .link: entry.kind = .link
        case .submodule: entry.kind = .submodule
        case .unread: break
        case .empty: entry.scan = FileScan(file: path)
        case .scan:
            guard let scan = reader.scan(path) else { return nil }
            entry.scan = scan
        }
        return entry
    }

    /// Whether each folder's numbers lead to entries and folders that are there.
    private static func isWhole(_ scans: KeptScans) -> Bool {
        scans.folders.enumerated().allSatisfy { index, folder in
            folder.first + folder.entries <= scans.entries.count && index + folder.folders < scans.folders.count
        }
    }
}
