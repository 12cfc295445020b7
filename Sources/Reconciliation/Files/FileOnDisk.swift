import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Single files: read without following a link, replaced in one step.
package enum FileOnDisk {
    package enum Kind: Sendable {
        case file, link, folder, other
        /// Git alone knows of these.
        case submodule
    }

    /// What stands at a path, without following a link; nothing is `.other`, too.
    static func kind(of path: String) -> Kind {
        var information = stat()
        guard lstat(path, &information) == 0 else { return .other }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFLNK: return .link
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// The bytes; `nil` where there is no such file.
    static func read(_ path: String, name: String) throws(ReconciliationError) -> [UInt8]? {
        do {
            // Without blocking: to open a pipe would wait for somebody who writes to it.
            let number = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
            guard number >= 0 else { throw Errno(rawValue: errno) }
            let file = FileDescriptor(rawValue: number)
            return try file.closeAfter { try contents(of: file, name: name) }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch let error as ReconciliationError {
            throw error
        } catch {
            throw ReconciliationError(.file, subject: name, "it cannot be read: \(error)")
        }
    }

    /// Has the system begin to read a file. Whatever is wrong with it, who reads it will be told.
    static func readAhead(_ path: String) {
        #if !canImport(Darwin)
            let number = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
            guard number >= 0 else { return }
            posix_fadvise(number, 0, 0, POSIX_FADV_WILLNEED)
            close(number)
        #endif
    }

    private static func contents(of file: FileDescriptor, name: String) throws -> [UInt8] {
        var information = stat()
        guard fstat(file.rawValue, &information) == 0 else { throw Errno(rawValue: errno) }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw ReconciliationError(.file, subject: name, "it cannot be read: it is not a file")
        }
        let size = Int(information.st_size)
        guard size <= FileLimits.bytes else {
            throw ReconciliationError(.file, subject: name, "it has \(size) bytes, more than \(FileLimits.bytes)")
        }
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let part = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = try file.read(into: part)
                if read == 0 { break }
                count += read
            }
        }
    }

    /// Writes beside the file, then renames over it: a reader sees the old or the new file, never half of one.
    ///
    /// - Parameter isDurable: whether it also stands there after a power cut.
    static func replace(
        _ path: FilePath, with bytes: [UInt8], name: String, isDurable: Bool = true
    ) throws(ReconciliationError) {
        let temporary = path.removingLastComponent().appending(".pinnace-\(UInt64.random(in: .min ... .max))")
        do {
            let mode = permissions(of: path)
            let file = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: mode ?? [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter {
                // The mode that stood there, whatever the mask for new files takes away.
                if let mode, fchmod(file.rawValue, mode.rawValue) != 0 { throw Errno(rawValue: errno) }
                try file.writeAll(bytes)
                guard !isDurable || fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
            guard rename(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(temporary.string)
            throw ReconciliationError(.file, subject: name, "it cannot be written: \(error)")
        }
    }

    static func remove(_ path: FilePath, name: String) throws(ReconciliationError) {
        guard unlink(path.string) == 0 || errno == ENOENT else {
            throw ReconciliationError(.file, subject: name, "it cannot be removed: \(Errno(rawValue: errno))")
        }
    }

    static func makeFolder(_ path: FilePath, name: String) throws(ReconciliationError) {
        guard mkdir(path.string, 0o755) == 0 || errno == EEXIST else {
            throw ReconciliationError(.file, subject: name, "the folder cannot be made: \(Errno(rawValue: errno))")
        }
    }

    /// Those of a file; a link's own say nothing.
    private static func permissions(of path: FilePath) -> FilePermissions? {
        var information = stat()
        guard path.withPlatformString({ lstat($0, &information) }) == 0 else { return nil }
        guard information.st_mode & S_IFMT == S_IFREG else { return nil }
        return FilePermissions(rawValue: CModeT(information.st_mode & 0o7777))
    }
}
