internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Reads and writes files below a directory without ever passing a symbolic link, whoever puts one there meanwhile.
struct WorkTreeFiles: Sendable {
    let root: String

    /// - Throws: `.notFound`; `.invalid` for a link or anything but a file; `.tooLarge`; `.io`.
    func read(_ path: String, limit: Int) throws(GitError) -> [UInt8] {
        let operation = "read \(path)"
        let (directory, name) = try parent(of: path, create: false, operation)
        let file = unsafe Descriptor(openat(directory.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
        guard file.isOpen else { throw Self.error(errno, operation, path) }
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else { throw Self.error(errno, operation, path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw GitError(.invalid, operation: operation, message: "it is not a file", paths: [path])
        }
        guard Int(status.st_size) <= limit else {
            throw GitError(
                .tooLarge, operation: operation,
                message: "it has \(status.st_size) bytes, more than the limit of \(limit)", paths: [path])
        }
        return try contents(of: file, limit: limit, operation, path)
    }

    /// Puts new bytes in place in one step; mode and missing directories are taken care of.
    func replace(_ path: String, with bytes: [UInt8]) throws(GitError) {
        let operation = "write \(path)"
        let (directory, name) = try parent(of: path, create: true, operation)
        let mode = try modeOfFile(name, in: directory, operation, path) ?? 0o644
        let temporary = ".\(name.prefix(100)).\(UInt32.random(in: .min ... .max)).tmp"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = unsafe Descriptor(openat(directory.number, temporary, flags, mode))
        guard file.isOpen else { throw Self.error(errno, operation, path) }
        do {
            try FileDescriptor(rawValue: file.number).writeAll(bytes)
        } catch {
            _ = unsafe unlinkat(directory.number, temporary, 0)
            throw GitError(.io, operation: operation, message: "\(error)", paths: [path])
        }
        guard fchmod(file.number, mode) == 0, fsync(file.number) == 0,
            unsafe renameat(directory.number, temporary, directory.number, name) == 0
        else {
            let number = errno
            _ = unsafe unlinkat(directory.number, temporary, 0)
            throw Self.error(number, operation, path)
        }
    }

    func remove(_ path: String) throws(GitError) {
        let operation = "remove \(path)"
        let (directory, name) = try parent(of: path, create: false, operation)
        guard unsafe unlinkat(directory.number, name, 0) == 0 else { throw Self.error(errno, operation, path) }
    }

    private func parent(
        of path: String, create: Bool, _ operation: String
    ) throws(GitError) -> (Descriptor, String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.lowercased() == ".git" }) else {
            throw GitError(
                .invalid, operation: operation, message: "it is not a path inside the work tree", paths: [path])
        }
        let name = parts.removeLast()
        var directory = unsafe Descriptor(openat(AT_FDCWD, root, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        for part in parts where directory.isOpen {
            if create { _ = unsafe mkdirat(directory.number, part, 0o755) }
            directory = unsafe Descriptor(
                openat(directory.number, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        }
        guard directory.isOpen else { throw Self.error(errno, operation, path) }
        return (directory, name)
    }

    /// `nil` where there is no such file.
    private func modeOfFile(
        _ name: String, in directory: Descriptor, _ operation: String, _ path: String
    ) throws(GitError) -> mode_t? {
        var status = stat()
        guard unsafe fstatat(directory.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            guard errno == ENOENT else { throw Self.error(errno, operation, path) }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw GitError(.invalid, operation: operation, message: "it is not a file", paths: [path])
        }
        return status.st_mode & 0o7777
    }

    private func contents(
        of file: Descriptor, limit: Int, _ operation: String, _ path: String
    ) throws(GitError) -> [UInt8] {
        var bytes: [UInt8] = []
        let descriptor = FileDescriptor(rawValue: file.number)
        do {
            while bytes.count <= limit {
                let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: 256 << 10) { buffer, count in
                    count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if chunk.isEmpty { return bytes }
                bytes += chunk
            }
        } catch {
            throw GitError(.io, operation: operation, message: "\(error)", paths: [path])
        }
        throw GitError(
            .tooLarge, operation: operation, message: "it has more than the limit of \(limit) bytes", paths: [path])
    }

    private static func error(_ number: Int32, _ operation: String, _ path: String) -> GitError {
        let (code, message): (GitError.Code, String) =
            switch number {
            case ENOENT: (.notFound, "there is no such file")
            case ELOOP, ENOTDIR: (.invalid, "a symbolic link or a file is in the way, and links are not followed")
            case EACCES, EPERM: (.io, "the system does not permit it")
            case ENOSPC, EDQUOT: (.io, "the disk is full")
            default: (.io, "system error \(number)")
            }
        return GitError(code, operation: operation, message: message, paths: [path])
    }

    /// A file descriptor, closed with its last owner.
    private final class Descriptor {
        let number: Int32
        var isOpen: Bool { number >= 0 }
        init(_ number: Int32) { self.number = number }
        deinit { if isOpen { close(number) } }
    }
}
