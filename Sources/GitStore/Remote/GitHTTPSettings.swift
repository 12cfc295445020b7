internal import CLibGit2

/// Git's settings for HTTP, for any server and for single ones (git-config(1), `http.*` and `http.<url>.*`).
package struct GitHTTPSettings: Sendable {
    struct Entry: Sendable {
        /// `nil` for any server.
        let scope: GitSettingScope?
        /// In lower case.
        let name: String
        let value: String
    }

    let entries: [Entry]
    private let home: String?

    /// No settings at all.
    package static let none = GitHTTPSettings(entries: [], home: nil)

    private init(entries: [Entry], home: String?) {
        self.entries = entries
        self.home = home
    }

    /// - Parameters:
    ///   - repository: the user's own, whose settings count as well; `nil` for those of the user and the machine alone,
    ///     as for a mirror of a repository that anybody may have written.
    ///   - environment: says where git's settings stand, and the user's `HOME`.
    package init(of repository: GitRepository?, _ environment: [String: String]) async throws(GitError) {
        home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        if let repository {
            entries = try await repository.httpSettings()
        } else {
            let files = GitSettingsFiles(environment)
            entries = try await GitThread().run { () throws(GitError) in
                try LibGit2.start()
                let settings = try ConfigHandle(Self.operation) { unsafe git_config_new(&$0) }
                try files.addUsersOwn(to: settings)
                return try Self.entries(in: settings)
            }
        }
    }

    /// What holds for one URL: of each setting the one whose URL says most of it, and of those the last.
    package func server(_ url: GitRemoteURL) -> GitServerSettings {
        var settings = GitServerSettings()
        var best: [String: GitSettingScope.Match] = [:]
        for entry in entries {
            guard let match = entry.scope.map({ $0.match(url) }) ?? GitSettingScope.Match.any,
                match >= best[entry.name] ?? match
            else { continue }
            best[entry.name] = match
            settings.set(entry.name, entry.value, home: home)
        }
        return settings
    }

    fileprivate static var operation: String { "read git's settings http.*" }

    /// From the machine's to the repository's own, each file from its top.
    fileprivate static func entries(in config: borrowing ConfigHandle) throws(GitError) -> [Entry] {
        let found = EntryList()
        let result = unsafe git_config_foreach_match(
            config.pointer, "^http\\.",
            { entry, list in
                guard let entry = unsafe entry, let list = unsafe list else { return 0 }
                unsafe Unmanaged<EntryList>.fromOpaque(list).takeUnretainedValue().add(entry.pointee)
                return 0
            }, Unmanaged.passUnretained(found).toOpaque())
        try check(result, operation)
        return found.entries
    }
}

extension GitRepository {
    fileprivate func httpSettings() throws(GitError) -> [GitHTTPSettings.Entry] {
        let config = try ConfigHandle(GitHTTPSettings.operation) {
            unsafe git_repository_config_snapshot(&$0, pointer)
        }
        return try GitHTTPSettings.entries(in: config)
    }
}

private final class EntryList {
    private(set) var entries: [GitHTTPSettings.Entry] = []

    func add(_ entry: git_config_entry) {
        let words = unsafe String(cString: entry.name).dropFirst("http.".count)
        let value = unsafe entry.value.map { unsafe String(cString: $0) } ?? ""
        guard let dot = words.lastIndex(of: ".") else {
            return entries.append(GitHTTPSettings.Entry(scope: nil, name: words.lowercased(), value: value))
        }
        guard let scope = GitSettingScope(String(words[..<dot])) else { return }
        let name = words[words.index(after: dot)...].lowercased()
        entries.append(GitHTTPSettings.Entry(scope: scope, name: name, value: value))
    }
}
