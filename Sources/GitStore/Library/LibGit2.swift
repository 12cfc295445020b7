internal import CLibGit2

/// The library, started once and never shut down: handles may outlive any owner that could do it.
enum LibGit2 {
    private static let started: Int32 = {
        let result = git_libgit2_init()
        guard result >= 0 else { return result }
        let limited = pinnace_limit_pack_windows(packWindowBytes, mostMappedBytes)
        return limited < 0 ? limited : pinnace_limit_object_cache(mostCachedBytes)
    }()

    /// Lets it keep the last few objects. A walk through a long history would otherwise fill the 256 MiB that it allows
    /// itself, and each of them counts there with a fifth of what it takes; looking for what to drop costs a walk as much
    /// as reading again the few that come twice. What others are stored as differences from it keeps elsewhere.
    private static let mostCachedBytes = 0
    private static let packWindowBytes = 1 << 20
    private static let mostMappedBytes = 8 << 20

    static func start() throws(GitError) {
        try check(started, "start libgit2")
    }

    /// Throws what libgit2 says about a negative result; the message is copied at once, on the thread that made it.
    @discardableResult
    static func check(_ result: Int32, _ operation: @autoclosure () -> String) throws(GitError) -> Int32 {
        guard result < 0 else { return result }
        throw lastError(result, operation())
    }

    private static func lastError(_ result: Int32, _ operation: String) -> GitError {
        guard let error = unsafe git_error_last() else {
            return GitError(code(result, errorClass: 0), operation: operation, message: "libgit2 error \(result)")
        }
        let errorClass = unsafe error.pointee.klass
        let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "libgit2 error \(result)"
        return translated(result, errorClass: errorClass, operation: operation, message: message)
    }

    /// libgit2 tells some causes by words alone.
    private static func translated(
        _ result: Int32, errorClass: Int32, operation: String, message: String
    ) -> GitError {
        if message.contains("safe.directory") || result == GIT_EOWNER.rawValue {
            return GitError(.ownership, operation: operation, message: message)
        }
        if message.contains("unsupported extension") || message.contains("unsupported repository version") {
            return GitError(
                .unsupported, operation: operation,
                message: "\(message); make a full clone (without --filter and with SHA-1 ids) and use that")
        }
        return GitError(code(result, errorClass: errorClass), operation: operation, message: message)
    }

    private static func code(_ result: Int32, errorClass: Int32) -> GitError.Code {
        switch result {
        case GIT_ENOTFOUND.rawValue: .notFound
        case GIT_EMODIFIED.rawValue, GIT_ENONFASTFORWARD.rawValue: .branchMoved
        case GIT_EINVALIDSPEC.rawValue, GIT_EAMBIGUOUS.rawValue: .invalid
        case GIT_EUNBORNBRANCH.rawValue: .unsuitableState
        case GIT_EMISMATCH.rawValue: .damaged
        default: code(errorClass: errorClass)
        }
    }

    private static func code(errorClass: Int32) -> GitError.Code {
        switch UInt32(bitPattern: errorClass) {
        case GIT_ERROR_OS.rawValue, GIT_ERROR_FILESYSTEM.rawValue: .io
        case GIT_ERROR_ZLIB.rawValue, GIT_ERROR_ODB.rawValue, GIT_ERROR_OBJECT.rawValue, GIT_ERROR_SHA.rawValue,
            GIT_ERROR_INDEXER.rawValue:
            .damaged
        case GIT_ERROR_NET.rawValue, GIT_ERROR_HTTP.rawValue, GIT_ERROR_SSH.rawValue: .connectionFailed
        default: .git
        }
    }
}

/// Short for ``LibGit2/check(_:_:)``, which every call into libgit2 goes through.
@discardableResult
func check(_ result: Int32, _ operation: @autoclosure () -> String) throws(GitError) -> Int32 {
    try LibGit2.check(result, operation())
}
