import ImageModel
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension ImageLayout {
    /// Makes the directory a layout, if it is not one yet.
    package func create() throws(RegistryError) {
        try makeDirectory(path)
        try makeDirectory(directory(.sha256))
        try createFile(markerPath, Array("{\"imageLayoutVersion\":\"1.0.0\"}\n".utf8))
        guard (try? indexPath.stat(followTargetSymlink: false)) == nil else { return }
        try createFile(indexPath, try encoded(LayoutIndex()))
    }

    /// Reads `index.json`, changes it and replaces it, while no other process does the same.
    func update(_ change: (inout LayoutIndex) -> Void) async throws(RegistryError) {
        let lock = try await LayoutLock(self)
        defer { lock.unlock() }
        var index = try index()
        change(&index)
        try write(indexPath, try encoded(index))
    }

    /// Makes a directory and those above it. Inside the layout no symbolic link counts as one.
    func makeDirectory(_ directory: FilePath) throws(RegistryError) {
        if isDirectory(directory) { return }
        let parent = directory.removingLastComponent()
        if !parent.isEmpty, parent != directory { try makeDirectory(parent) }
        let result = directory.withPlatformString { mkdir($0, 0o755) }
        guard result == 0 || errno == EEXIST else { throw unwritable(directory, Errno(rawValue: errno)) }
        guard isDirectory(directory) else { throw unwritable(directory, .notDirectory) }
    }

    private func isDirectory(_ directory: FilePath) -> Bool {
        let isInside = directory != path && directory.starts(with: path)
        return (try? directory.stat(followTargetSymlink: !isInside))?.type == .directory
    }

    private func createFile(_ file: FilePath, _ bytes: [UInt8]) throws(RegistryError) {
        if (try? file.stat(followTargetSymlink: false)) == nil { try write(file, bytes) }
    }

    private func write(_ file: FilePath, _ bytes: [UInt8]) throws(RegistryError) {
        do throws(Errno) {
            let atomic = try AtomicFile(replacing: file)
            do throws(Errno) {
                try atomic.write(bytes)
                try atomic.commit()
            } catch {
                atomic.discard()
                throw error
            }
        } catch {
            throw unwritable(file, error)
        }
    }

    private func encoded(_ index: LayoutIndex) throws(RegistryError) -> [UInt8] {
        do {
            return try index.encoded()
        } catch {
            throw invalid("its index.json cannot be written")
        }
    }

    func unwritable(_ file: FilePath, _ error: Errno) -> RegistryError {
        RegistryError(
            .fileFailed, reason: .registryUnavailable, subject: path.string, message: "cannot write \(file): \(error)"
        )
    }
}
