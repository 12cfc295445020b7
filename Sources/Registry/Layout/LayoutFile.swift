import SystemPackage

/// A regular file that is open for reading; closed with the last reference.
final class LayoutFile: Sendable {
    private static let chunk = 256 << 10

    private let descriptor: FileDescriptor
    /// Bytes.
    let size: Int64

    /// Opens neither a symbolic link nor anything that could block.
    init(_ path: FilePath) throws(Errno) {
        let opened: FileDescriptor
        do {
            opened = try .open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch {
            throw error as? Errno ?? .ioError
        }
        do throws(Errno) {
            let status = try opened.stat()
            guard status.type == .regular else { throw .notSupported }
            size = status.size
        } catch {
            try? opened.close()
            throw error
        }
        descriptor = opened
    }

    deinit { try? descriptor.close() }

    func skip(to offset: Int64) throws(Errno) {
        do {
            try descriptor.seek(offset: offset, from: .start)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// The next bytes; `nil` at the end.
    func next() throws(Errno) -> [UInt8]? {
        do {
            let bytes = try [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return bytes.isEmpty ? nil : bytes
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// The whole file; `nil` where it is longer than `limit`.
    func contents(limit: Int) throws(Errno) -> [UInt8]? {
        guard size <= limit else { return nil }
        var bytes: [UInt8] = []
        while let chunk = try next() {
            bytes += chunk
            guard bytes.count <= limit else { return nil }
        }
        return bytes
    }
}
