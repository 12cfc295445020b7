import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A small file of a record: read whole, written whole or not at all.
///
/// Nothing is synced to the disk: what is torn by a power cut does not match its digest or its form, and is asked for
/// again.
struct RecordFile: Sendable {
    private static let chunk = 64 << 10

    /// A text, as appending to a `FilePath` reads it anew from its start.
    let path: String

    init(_ path: String) {
        self.path = path
    }

    init(_ path: FilePath) {
        self.path = path.string
    }

    /// - Returns: `nil` where there is no such file, or none that can be read, or a longer one.
    func read(limit: Int) -> (bytes: [UInt8], written: Int)? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = FileDescriptor(rawValue: descriptor)
        defer { try? file.close() }
        guard let status = try? file.stat(), status.type == .regular, status.size <= Int64(limit) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.size))
        while bytes.count <= limit {
            let size = min(Self.chunk, max(1, Int(status.size) + 1 - bytes.count))
            guard
                let chunk = try? [UInt8](
                    unsafeUninitializedCapacity: size,
                    initializingWith: { buffer, count in
                        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                    })
            else { return nil }
            if chunk.isEmpty { return (bytes, Int(status.st_mtim.tv_sec)) }
            bytes += chunk
        }
        return nil
    }

    /// Seconds since 1970.
    var written: Int? { (try? FilePath(path).stat(followTargetSymlink: false)).map { Int($0.st_mtim.tv_sec) } }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Makes the file as new as now, which keeps it longest.
    func touch() {
        _ = utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW)
    }

    /// A record that cannot be written is none: the next run asks again.
    func write(_ bytes: [UInt8]) {
        guard let writer = RecordWriter(path) else { return }
        writer.write(bytes)
        writer.commit()
    }

    /// Writes at the end, at once; nothing where that cannot be.
    func append(_ bytes: [UInt8]) {
        var descriptor = openForAppending()
        if descriptor < 0, errno == ENOENT {
            RecordFolder.make(FilePath(path).removingLastComponent())
            descriptor = openForAppending()
        }
        guard descriptor >= 0 else { return }
        let file = FileDescriptor(rawValue: descriptor)
        _ = try? file.closeAfter { try bytes.withUnsafeBytes { try file.write($0) } }
    }

    private func openForAppending() -> CInt {
        open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    }

    func remove() {
        _ = unlink(path)
    }
}
