import SystemPackage

/// A file that holds a secret of a cloud, read whenever it is needed, as whoever wrote it may rotate it.
enum CloudFile {
    private static let maximumBytes = 1 << 20

    /// - Returns: `nil` where there is no such file.
    static func bytes(_ path: String) throws(CredentialError) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
            return try file.closeAfter {
                guard try file.stat().type == .regular else { throw Errno.invalidArgument }
                return try contents(file)
            }
        } catch {
            let cause = error as? Errno ?? .ioError
            if cause == .noSuchFileOrDirectory || cause == .notDirectory { return nil }
            throw CredentialError(.unreadableFile, subject: path, message: "cannot be read: \(cause)")
        }
    }

    /// A token that has to be there, without the line's end.
    static func token(_ path: String) throws(CredentialError) -> String {
        guard let bytes = try bytes(path) else {
            throw CredentialError(.unreadableFile, subject: path, message: "cannot be read: there is no such file")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let line = text.split(whereSeparator: \.isWhitespace).first,
            text.split(whereSeparator: \.isWhitespace).count == 1
        else { throw CredentialError(.invalidFile, subject: path, message: "holds no token") }
        return String(line)
    }

    private static func contents(_ file: FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= maximumBytes {
            let chunk = try [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
        throw Errno.fileTooLarge
    }
}
