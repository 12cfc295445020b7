import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What was read of layouts' `index.json` last: a run asks for many tags, which all stand in the same one.
final class LayoutIndexes: Sendable {
    static let shared = LayoutIndexes()

    private let known = Mutex<[FilePath: (state: FileState, index: LayoutIndex)]>([:])
    private static let mostKnown = 8

    /// The index as it is in the file now; `read` is asked where that is not known.
    func index(_ file: FilePath, read: () throws(RegistryError) -> LayoutIndex) throws(RegistryError) -> LayoutIndex {
        guard let state = FileState(file) else { return try read() }
        let found = known.withLock { known -> Result<LayoutIndex, RegistryError> in
            if let last = known[file], last.state == state { return .success(last.index) }
            do throws(RegistryError) {
                let index = try read()
                if known.count >= Self.mostKnown { known.removeAll() }
                // Only if it was not exchanged meanwhile.
                known[file] = FileState(file) == state ? (state, index) : nil
                return .success(index)
            } catch {
                return .failure(error)
            }
        }
        return try found.get()
    }
}

/// What tells a file's content from an older one without reading it.
private struct FileState: Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let written: [Int]

    /// The clock of files is coarse: what was written so lately may be written again within the same tick.
    private static let settlesAfter = 2

    /// `nil` where there is no such file, or it was written just now.
    init?(_ file: FilePath) {
        var (status, now) = (stat(), timespec())
        guard file.withPlatformString({ lstat($0, &status) }) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else {
            return nil
        }
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        guard now.tv_sec - max(modified.tv_sec, changed.tv_sec) >= Self.settlesAfter else { return nil }
        (device, inode) = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino))
        size = Int64(status.st_size)
        written = [modified.tv_sec, modified.tv_nsec, changed.tv_sec, changed.tv_nsec]
    }
}
