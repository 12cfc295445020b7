internal import CLibGit2

extension GitRepository {
    /// The files of the work tree that git would look at, sorted by path: tracked ones, and new ones that
    /// `.gitignore` does not name. Links and submodules are listed, never followed.
    package func workTreeFiles() throws(GitError) -> [GitWorkTreeFile] {
        let flags =
            GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
            | GIT_STATUS_OPT_INCLUDE_UNMODIFIED.rawValue | GIT_STATUS_OPT_EXCLUDE_SUBMODULES.rawValue
        // What HEAD has makes no difference to what there is.
        let files = try status(GIT_STATUS_SHOW_WORKDIR_ONLY, flags: flags, paths: []).compactMap(\.file)
        return (files + (try submodules()))
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// As the index has them: git's status would look into each of them.
    private func submodules() throws(GitError) -> [GitWorkTreeFile] {
        let index = try IndexHandle("read the index") { unsafe git_repository_index(&$0, pointer) }
        let entries = unsafe (0..<git_index_entrycount(index.pointer)).lazy.compactMap { number in
            unsafe git_index_get_byindex(index.pointer, number).map { unsafe $0.pointee }
        }
        return unsafe entries.filter { unsafe $0.mode == UInt32(GIT_FILEMODE_COMMIT.rawValue) }.map { entry in
            unsafe GitWorkTreeFile(path: String(cString: entry.path), kind: .submodule, isTracked: true)
        }
    }

    /// Those of the given paths that are not as HEAD has them: changed, staged, removed, in conflict or untracked.
    package func modifiedPaths(among paths: [String]) throws(GitError) -> [String] {
        guard !paths.isEmpty else { return [] }
        let flags =
            GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
            | GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue | GIT_STATUS_OPT_RECURSE_IGNORED_DIRS.rawValue
            | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
        let wanted = Set(paths)
        return try status(GIT_STATUS_SHOW_INDEX_AND_WORKDIR, flags: flags, paths: paths)
            .filter { $0.isModified && wanted.contains($0.path) }
            .map(\.path)
            .sorted()
    }

    private func status(
        _ show: git_status_show_t, flags: UInt32, paths: [String]
    ) throws(GitError) -> [StatusEntry] {
        let operation = "look at the files of the work tree"
        var options = unsafe git_status_options()
        try unsafe check(git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION)), operation)
        unsafe options.show = show
        unsafe options.flags = flags
        let list = try StatusHandle(operation) { list in
            unsafe withRefspecs(paths) { paths in
                unsafe options.pathspec = paths.pointee
                return unsafe git_status_list_new(&list, pointer, &options)
            }
        }
        return unsafe (0..<git_status_list_entrycount(list.pointer)).compactMap { index in
            unsafe git_status_byindex(list.pointer, index).map { unsafe StatusEntry($0.pointee) }
        }
    }
}

/// One line of git's status.
private struct StatusEntry {
    let path: String
    let flags: UInt32
    let mode: UInt32

    init(_ entry: git_status_entry) {
        flags = unsafe entry.status.rawValue
        let delta = unsafe entry.index_to_workdir ?? entry.head_to_index
        guard let delta = unsafe delta else {
            (path, mode) = ("", 0)
            return
        }
        let file = unsafe delta.pointee.new_file
        path = unsafe String(cString: file.path)
        mode = unsafe file.mode != 0 ? UInt32(file.mode) : UInt32(delta.pointee.old_file.mode)
    }

    var isModified: Bool { flags != 0 }

    private static let gone = GIT_STATUS_WT_DELETED.rawValue | GIT_STATUS_INDEX_DELETED.rawValue

    /// `nil` for what is not there, or not a file.
    var file: GitWorkTreeFile? {
        let isNew = flags & GIT_STATUS_WT_NEW.rawValue != 0
        guard isNew || flags & Self.gone == 0, !path.hasSuffix("/"), let kind = GitFileKind(mode: mode) else {
            return nil
        }
        return GitWorkTreeFile(path: path, kind: kind, isTracked: !isNew)
    }
}
