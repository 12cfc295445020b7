import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension AnswerRecord {
    private struct Entry {
        let path: FilePath
        let bytes: Int64
        let used: Int
    }

    private static let block: Int64 = 4096
    private static let marker = ".swept"
    /// What a killed process left behind is not waited for longer.
    private static let oldestPartial = 86_400

    /// Called after something was written.
    func grew(by bytes: Int) {
        guard growth.isDue(bytes, limit) else { return }
        Task.detached(priority: .background) { [self] in sweepIfDue() }
    }

    private func sweepIfDue() {
        let marker = RecordFile(root.appending(Self.marker))
        let now = Int(Date().timeIntervalSince1970)
        if !growth.isLarge(limit), let (_, swept) = marker.read(limit: 16), now - swept < limit.interval { return }
        sweep()
        marker.write([])
        growth.reset()
    }

    /// Takes away what was not used for longest, where the whole is larger than its limit, until a quarter of that is free.
    package func sweep() {
        var entries = entries()
        var total = entries.reduce(0) { $0 + $1.bytes }
        guard total > limit.bytes else { return }
        entries.sort { $0.used < $1.used }
        for entry in entries {
            guard total > limit.bytes / 4 * 3 else { break }
            RecordFile(entry.path).remove()
            total -= entry.bytes
            removeEmptyFolders(above: entry.path)
        }
    }

    private func entries() -> [Entry] {
        let now = Int(Date().timeIntervalSince1970)
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.string)) ?? []
        return names.compactMap { name in
            let path = root.appending(name)
            guard let status = try? path.stat(followTargetSymlink: false), status.type == .regular else { return nil }
            let used = Int(status.st_mtim.tv_sec)
            if name.hasSuffix(".partial"), now - used > Self.oldestPartial { RecordFile(path).remove() }
            return Entry(path: path, bytes: max(Self.block, status.size), used: used)
        }
    }

    /// One that is not empty stays, by itself.
    private func removeEmptyFolders(above path: FilePath) {
        var parent = path.removingLastComponent()
        while parent != root, parent.starts(with: root), parent.withPlatformString({ rmdir($0) }) == 0 {
            parent.removeLastComponent()
        }
    }
}
