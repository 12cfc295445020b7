import Manifests
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What there is below a folder that no git repository tells about.
struct FolderWalk {
    typealias Entry = (path: RepositoryPath, kind: FileOnDisk.Kind)

    private let root: String
    private var entries: [Entry] = []
    private var folders: [RepositoryPath] = [.root]

    private init(_ root: String) {
        self.root = root
    }

    /// What is no folder, in no order. Links are not followed, and git's own folders not entered.
    ///
    /// - Throws: `.file` for a folder that cannot be read.
    static func entries(below root: String) throws(ReconciliationError) -> [Entry] {
        var walk = FolderWalk(root)
        while let folder = walk.folders.popLast() { try walk.read(folder) }
        return walk.entries
    }

    private mutating func read(_ folder: RepositoryPath) throws(ReconciliationError) {
        let path = folder == .root ? root : "\(root)/\(folder.string)"
        guard let stream = opendir(path) else {
            throw ReconciliationError(.file, subject: path, "the folder cannot be read: \(Errno(rawValue: errno))")
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) { add(entry, in: folder) }
    }

    private mutating func add(_ entry: UnsafeMutablePointer<dirent>, in folder: RepositoryPath) {
        // A name that is no UTF-8 is none that a manifest or a plan could give.
        guard let name = Self.name(of: entry), name != ".", name != ".." else { return }
        let path = folder.appending(name)
        switch Self.kind(of: entry) ?? FileOnDisk.kind(of: "\(root)/\(path.string)") {
        case .folder: if name != ".git" { folders.append(path) }
        case let kind: entries.append((path, kind))
        }
    }

    /// `nil` where the file system keeps no types beside its names.
    private static func kind(of entry: UnsafeMutablePointer<dirent>) -> FileOnDisk.Kind? {
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file
        case Int(DT_LNK): .link
        case Int(DT_DIR): .folder
        case Int(DT_UNKNOWN): nil
        default: .other
        }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
