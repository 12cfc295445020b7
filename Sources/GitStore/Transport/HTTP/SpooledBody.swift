internal import HTTPTransport
internal import Synchronization
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The body of a request, written piece by piece: small ones stay in memory, packs go to a file without a name.
final class SpooledBody {
    private var bytes: [UInt8] = []
    private var file: NamelessFile?
    private var count = 0
    private let memoryLimit: Int
    private let directory: String

    init(memoryLimit: Int, directory: String) {
        self.memoryLimit = memoryLimit
        self.directory = directory
    }

    func append(_ piece: UnsafeRawBufferPointer) throws(GitError) {
        count += piece.count
        if let file { return try unsafe file.append(piece) }
        unsafe bytes.append(contentsOf: piece)
        guard bytes.count > memoryLimit else { return }
        let spool = try NamelessFile(in: directory)
        try spool.append(bytes)
        file = spool
        bytes = []
    }

    /// Reads from the start each time it is asked for, so that a request can be sent again with credentials.
    func httpBody() -> HTTPRequestBody {
        guard let file else { return .bytes(bytes) }
        let reader = SpoolReader(file: file)
        return .stream(length: Int64(count)) { try reader.next() }
    }
}

private final class SpoolReader: Sendable {
    private let file: NamelessFile
    private let position = Mutex<Int64>(0)
    private static let chunkBytes = 256 << 10

    init(file: NamelessFile) {
        self.file = file
    }

    func next() throws(GitError) -> [UInt8]? {
        let offset = position.withLock { $0 }
        let chunk = try file.read(at: offset, count: Self.chunkBytes)
        position.withLock { $0 = offset + Int64(chunk.count) }
        return chunk.isEmpty ? nil : chunk
    }
}

/// A file that is gone when it is closed, also after a crash.
final class NamelessFile: Sendable {
    private let descriptor: FileDescriptor
    private static let operation = "keep a pack in a temporary file"

    init(in directory: String) throws(GitError) {
        let path = "\(directory)/pinnace-\(UInt64.random(in: .min ... .max)).pack"
        do {
            descriptor = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
        } catch {
            throw Self.failed(error)
        }
        unsafe unlink(path)
    }

    deinit {
        try? descriptor.close()
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
        do {
            try unsafe descriptor.writeAll(bytes)
        } catch {
            throw Self.failed(error)
        }
    }

    func append(_ bytes: [UInt8]) throws(GitError) {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw Self.failed(error)
        }
    }

    func read(at offset: Int64, count: Int) throws(GitError) -> [UInt8] {
        do {
            return try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                filled = try unsafe descriptor.read(
                    fromAbsoluteOffset: offset, into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw Self.failed(error)
        }
    }

    private static func failed(_ error: any Error) -> GitError {
        GitError(.io, operation: operation, message: "\(error)")
    }
}
