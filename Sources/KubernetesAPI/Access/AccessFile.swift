import SystemPackage

/// A file that says how to reach a cluster.
enum AccessFile {
    /// - Throws: `.credential` for what cannot be read, is longer than the limit, or is no file.
    static func bytes(_ path: String, limit: Int) throws(KubernetesError) -> [UInt8] {
        do {
            // A pipe without a writer must not hold the program.
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
            return try file.closeAfter {
                guard try file.stat().type == .regular else { throw Errno.invalidArgument }
                return try contents(file, limit)
            }
        } catch {
            let cause = error as? Errno ?? .ioError
            let message = cause == .fileTooLarge ? "is longer than \(limit) bytes" : "cannot be read: \(cause)"
            throw KubernetesError(.credential, operation: path, message: message)
        }
    }

    private static func contents(_ file: FileDescriptor, _ limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let chunk = try [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
        throw Errno.fileTooLarge
    }
}
