internal import CLibGit2

extension RepositoryOwner {
    /// Reads every setting from these files and the repository's own from now on: identity, filters, ignored files.
    func read(settings files: GitSettingsFiles) throws(GitError) {
        guard !files.areUsual else { return }
        let settings = try ConfigHandle(Self.operation) { unsafe git_config_new(&$0) }
        try add(files.system, GIT_CONFIG_LEVEL_SYSTEM, to: settings)
        if files.global == .usual { try add(.usual, GIT_CONFIG_LEVEL_XDG, to: settings) }
        try add(files.global, GIT_CONFIG_LEVEL_GLOBAL, to: settings)
        try add(.usual, GIT_CONFIG_LEVEL_LOCAL, to: settings)
        try unsafe check(git_repository_set_config(handle.pointer, settings.pointer), Self.operation)
    }

    private static var operation: String { "read git's settings" }

    private func add(
        _ place: GitSettingsFiles.Place, _ level: git_config_level_t, to settings: borrowing ConfigHandle
    ) throws(GitError) {
        let path: String? =
            switch place {
            case .nowhere: nil
            case .file(let name): name
            case .usual: try usualPath(level)
            }
        guard let path else { return }
        try unsafe check(
            git_config_add_file_ondisk(settings.pointer, path, level, handle.pointer, 0),
            "\(Self.operation) from \(path)")
    }

    /// `nil` where there is no such file.
    private func usualPath(_ level: git_config_level_t) throws(GitError) -> String? {
        var buffer = unsafe git_buf()
        defer { unsafe git_buf_dispose(&buffer) }
        let result =
            switch level {
            case GIT_CONFIG_LEVEL_SYSTEM: unsafe git_config_find_system(&buffer)
            case GIT_CONFIG_LEVEL_XDG: unsafe git_config_find_xdg(&buffer)
            case GIT_CONFIG_LEVEL_GLOBAL: unsafe git_config_find_global(&buffer)
            default: unsafe git_repository_item_path(&buffer, handle.pointer, GIT_REPOSITORY_ITEM_CONFIG)
            }
        if result == GIT_ENOTFOUND.rawValue { return nil }
        try check(result, Self.operation)
        return unsafe buffer.ptr.map { unsafe String(cString: $0) }
    }
}
