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
    private let path: FilePath
    private let temporary: FilePath
    private let file: FileDescriptor

    /// `nil` where nothing can be written there.
    init?(_ path: FilePath) {
        self.path = path
        let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        temporary = path.removingLastComponent().appending(".\(suffix).partial")
        let open: (FilePath) -> FileDescriptor? = { path in
            try? .open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite])
        }
        if let file = open(temporary) {
            self.file = file
            return
        }
        RecordFolder.make(path.removingLastComponent())
        guard let file = open(temporary) else { return nil }
        self.file = file
    }

    deinit {
        try? file.close()
        _ = temporary.withPlatformString { unlink($0) }
    }

    func write(_ bytes: [UInt8]) {
        _ = try? file.writeAll(bytes)
    }

    func commit() {
        _ = temporary.withPlatformString { from in path.withPlatformString { rename(from, $0) } }
    }
}
