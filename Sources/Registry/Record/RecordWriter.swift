import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file that comes piece by piece, and takes its place when it is whole.
final class RecordWriter: Sendable {
    private let path: String
    private let temporary: String
    private let file: FileDescriptor
    private let isInPlace = Atomic(false)

    /// `nil` where nothing can be written there.
    init?(_ path: String) {
        self.path = path
        let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        temporary = "\(folder)/.\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).partial"
        if let file = Self.create(temporary) {
            self.file = file
            return
        }
        RecordFolder.make(FilePath(String(folder)))
        guard let file = Self.create(temporary) else { return nil }
        self.file = file
    }

    deinit {
        try? file.close()
        if !isInPlace.load(ordering: .relaxed) { _ = unlink(temporary) }
    }

    private static func create(_ path: String) -> FileDescriptor? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        return descriptor < 0 ? nil : FileDescriptor(rawValue: descriptor)
    }

    func write(_ bytes: [UInt8]) {
        _ = try? file.writeAll(bytes)
    }

    func commit() {
        isInPlace.store(rename(temporary, path) == 0, ordering: .relaxed)
    }
}
