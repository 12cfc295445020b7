import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Folders for their owner alone.
enum RecordFolder {
    /// With those above it that are missing.
    static func make(_ path: FilePath) {
        if path.withPlatformString({ mkdir($0, 0o700) }) == 0 || errno != ENOENT { return }
        let parent = path.removingLastComponent()
        guard parent != path, !parent.isEmpty else { return }
        make(parent)
        _ = path.withPlatformString { mkdir($0, 0o700) }
    }

    /// Whether nobody but this user can read or write there: others could put answers into a user's mouth.
    static func isOwn(_ path: FilePath) -> Bool {
        guard let status = try? path.stat(followTargetSymlink: false), status.type == .directory else { return false }
        guard status.userID.rawValue == geteuid() else { return false }
        return status.permissions.rawValue & 0o077 == 0
    }
}
