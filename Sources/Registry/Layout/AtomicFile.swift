import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file written under another name and renamed when it is on the disk: readers see the old or the new one, whole,
/// and so does whoever starts after a power cut.
final class AtomicFile: Sendable {
    let path: FilePath
    private let temporary: FilePath
    private let descriptor: FileDescriptor

    init(replacing path: FilePath) throws(Errno) {
        self.path = path
        let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let name = ".\(path.lastComponent?.string ?? "").\(suffix).partial"
        temporary = path.removingLastComponent().appending(name)
        do {
            descriptor = try .open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    deinit { try? descriptor.close() }

    func write(_ bytes: [UInt8]) throws(Errno) {
        do {
            _ = try descriptor.writeAll(bytes)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Called once, and nothing after it.
    func commit() throws(Errno) {
        try check(fsync(descriptor.rawValue))
        let moved = temporary.withPlatformString { from in path.withPlatformString { rename(from, $0) } }
        try check(moved)
        try syncDirectory()
    }

    /// Called once instead of, or after a failed, ``commit()``.
    func discard() {
        _ = temporary.withPlatformString { unlink($0) }
    }

    private func syncDirectory() throws(Errno) {
        guard let directory = try? FileDescriptor.open(path.removingLastComponent(), .readOnly, options: .closeOnExec)
        else { return }
        defer { try? directory.close() }
        try check(fsync(directory.rawValue))
    }

    private func check(_ result: CInt) throws(Errno) {
        if result != 0 { throw Errno(rawValue: errno) }
    }
}
