internal import CLibGit2

extension RepositoryOwner {
    /// Reads every setting from these files and the repository's own from now on: identity, filters, ignored files.
    func read(settings files: GitSettingsFiles) throws(GitError) {
        guard !files.areUsual else { return }
        let settings = try ConfigHandle(GitSettingsFiles.operation) { unsafe git_config_new(&$0) }
        try unsafe files.addUsersOwn(to: settings, of: handle.pointer)
        if let path = try ownSettings() {
            try unsafe GitSettingsFiles.add(path, GIT_CONFIG_LEVEL_LOCAL, to: settings, of: handle.pointer)
        }
        try unsafe check(git_repository_set_config(handle.pointer, settings.pointer), GitSettingsFiles.operation)
    }

    private func ownSettings() throws(GitError) -> String? {
        try unsafe GitSettingsFiles.path { buffer in
            unsafe git_repository_item_path(&buffer, handle.pointer, GIT_REPOSITORY_ITEM_CONFIG)
        }
    }
}

extension GitSettingsFiles {
    static var operation: String { "read git's settings" }

    /// Adds the files of the machine and of the user.
    func addUsersOwn(to settings: borrowing ConfigHandle) throws(GitError) {
        try unsafe addUsersOwn(to: settings, of: nil)
    }

    /// - Parameter repository: decides which files they include (`includeIf`).
    @unsafe fileprivate func addUsersOwn(
        to settings: borrowing ConfigHandle, of repository: OpaquePointer?
    ) throws(GitError) {
        try unsafe add(system, GIT_CONFIG_LEVEL_SYSTEM, to: settings, of: repository)
        if global == .usual { try unsafe add(.usual, GIT_CONFIG_LEVEL_XDG, to: settings, of: repository) }
        try unsafe add(global, GIT_CONFIG_LEVEL_GLOBAL, to: settings, of: repository)
    }

    @unsafe private func add(
        _ place: Place, _ level: git_config_level_t, to settings: borrowing ConfigHandle, of repository: OpaquePointer?
    ) throws(GitError) {
        let path: String? =
            switch place {
            case .nowhere: nil
            case .file(let name): name
            case .usual: try Self.usualPath(level)
            }
        if let path { try unsafe Self.add(path, level, to: settings, of: repository) }
    }

    @unsafe fileprivate static func add(
        _ path: String, _ level: git_config_level_t, to settings: borrowing ConfigHandle, of repository: OpaquePointer?
    ) throws(GitError) {
        try unsafe check(
            git_config_add_file_ondisk(settings.pointer, path, level, repository, 0), "\(operation) from \(path)")
    }

    private static func usualPath(_ level: git_config_level_t) throws(GitError) -> String? {
        try unsafe path { buffer in
            switch level {
            case GIT_CONFIG_LEVEL_SYSTEM: unsafe git_config_find_system(&buffer)
            case GIT_CONFIG_LEVEL_XDG: unsafe git_config_find_xdg(&buffer)
            default: unsafe git_config_find_global(&buffer)
            }
        }
    }

    /// `nil` where there is no such file.
    fileprivate static func path(_ find: (inout git_buf) -> Int32) throws(GitError) -> String? {
        var buffer = unsafe git_buf()
        defer { unsafe git_buf_dispose(&buffer) }
        let result = unsafe find(&buffer)
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, operation)
        return unsafe buffer.ptr.map { unsafe String(cString: $0) }
    }
}
