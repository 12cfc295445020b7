internal import CLibGit2

extension GitRepository {
    /// The bytes of a stored file as a checkout would write them (`core.autocrlf`, `.gitattributes`).
    ///
    /// - Throws: `.unsupported` where the path needs a filter that is a program (`git lfs`) or another encoding.
    package func toWorkTree(_ path: String, _ blob: [UInt8]) throws(GitError) -> [UInt8] {
        try filtered(path, blob, GIT_FILTER_TO_WORKTREE)
    }

    /// The bytes that git would store for a file of the work tree.
    ///
    /// - Throws: `.unsupported`, as above.
    package func toBlob(_ path: String, _ bytes: [UInt8]) throws(GitError) -> [UInt8] {
        try filtered(path, bytes, GIT_FILTER_TO_ODB)
    }

    private func filtered(
        _ path: String, _ bytes: [UInt8], _ mode: git_filter_mode_t
    ) throws(GitError) -> [UInt8] {
        let operation = "apply the filters of \(path)"
        try requireBuiltInFilters(path, operation)
        var list: OpaquePointer?
        let flags = GIT_FILTER_ALLOW_UNSAFE.rawValue
        try unsafe check(git_filter_list_load(&list, pointer, nil, path, mode, flags), operation)
        guard let list = unsafe list else { return bytes }
        let filters = unsafe FilterListHandle(owning: list)
        var out = unsafe git_buf()
        defer { unsafe git_buf_dispose(&out) }
        try unsafe check(
            bytes.withUnsafeBytes { input in
                unsafe git_filter_list_apply_to_buffer(
                    &out, filters.pointer, input.baseAddress?.assumingMemoryBound(to: CChar.self), input.count)
            }, operation)
        return unsafe Array(UnsafeRawBufferPointer(start: out.ptr, count: out.size))
    }

    private func requireBuiltInFilters(_ path: String, _ operation: String) throws(GitError) {
        if let name = try attribute("filter", of: path), try isConfigured(filter: name) {
            throw GitError(
                .unsupported, operation: operation,
                message: "it goes through the filter \(name), a program that only git runs; leave the file to git",
                paths: [path])
        }
        if let encoding = try attribute("working-tree-encoding", of: path), encoding.lowercased() != "utf-8" {
            throw GitError(
                .unsupported, operation: operation,
                message: "it is kept in \(encoding) (working-tree-encoding), which only git converts", paths: [path])
        }
    }

    private func isConfigured(filter name: String) throws(GitError) -> Bool {
        for key in ["clean", "smudge", "process"] {
            if try configuration("filter.\(name).\(key)") != nil { return true }
        }
        return false
    }

    /// The text of an attribute; `nil` where it is not set to a text.
    private func attribute(_ name: String, of path: String) throws(GitError) -> String? {
        var value: UnsafePointer<CChar>?
        try unsafe check(
            git_attr_get(&value, pointer, UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX), path, name),
            "read the attributes of \(path)")
        guard let value = unsafe value, unsafe git_attr_value(value) == GIT_ATTR_VALUE_STRING else { return nil }
        return unsafe String(cString: value)
    }
}
