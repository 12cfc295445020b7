/// What Flux and Argo CD build from this repository's folders.
struct KustomizeReleases {
    private let releases: [KustomizeRelease]
    private let files: [RepositoryPath]

    /// The source that `flux bootstrap` makes of the repository that it stands in.
    private static let bootstrap = "flux-system"

    init(_ scans: [FileScan]) {
        let all = scans.sorted { $0.file < $1.file }
        let sources = all.reduce(into: [String: String]()) { $0.merge($1.gitSources) { first, _ in first } }
        releases = all.flatMap(\.kustomizeReleases).filter { release in
            !(release.images.isEmpty && release.components.isEmpty && !release.hasPatches)
                && !Self.isElsewhere(release.source, sources)
        }
        files = releases.isEmpty ? [] : all.lazy.filter { $0.kustomization == nil && $0.file.isYAML }.map(\.file)
    }

    /// Whether a source is known to be another repository than the one that Flux was set up from.
    private static func isElsewhere(_ source: String?, _ sources: [String: String]) -> Bool {
        guard let source, let own = sources[bootstrap], let url = sources[source] else { return false }
        return GitAddress(url) != GitAddress(own)
    }

    /// A folder that is not here, or holds nothing to build, belongs to another repository.
    func builds(_ byFolder: [RepositoryPath: Kustomization]) -> [Kustomization] {
        releases.compactMap { release in
            let standing =
                byFolder[release.folder]
                ?? (release.merging == .inPlace ? generated(release.folder, byFolder) : nil)
            return standing.map(release.build)
        }
    }

    /// The kustomization that Flux makes of a folder without one: all files below it, and the folders that have one.
    private func generated(
        _ folder: RepositoryPath, _ byFolder: [RepositoryPath: Kustomization]
    ) -> Kustomization? {
        let below = folder == .root ? "" : "\(folder)/"
        let own = files.filter { file in
            file.string.hasPrefix(below) && innermost(file.folder, below: folder, byFolder) == nil
        }
        let folders = byFolder.keys.filter { inner in
            inner.string.hasPrefix(below) && inner != folder
                && innermost(inner.folder, below: folder, byFolder) == nil
        }
        guard !own.isEmpty || !folders.isEmpty else { return nil }
        return Kustomization(
            file: folder.appending("kustomization.yaml"), resources: own + folders.sorted(), components: [],
            patches: [],
            remotes: [], images: [])
    }

    /// A folder with a kustomization from this one up to, and without, another.
    private func innermost(
        _ folder: RepositoryPath, below top: RepositoryPath, _ byFolder: [RepositoryPath: Kustomization]
    ) -> RepositoryPath? {
        var folder = folder
        while folder != top, folder != .root {
            if byFolder[folder] != nil { return folder }
            folder = folder.folder
        }
        return nil
    }
}

/// Where a repository is, however it is spelled: `ssh://git@host/o/r`, `git@host:o/r.git` and `https://host/o/r`.
struct GitAddress: Hashable {
    private let text: String

    init(_ url: String) {
        var rest = url.lowercased()[...]
        let scheme = rest.firstRange(of: "://")
        if let scheme { rest = rest[scheme.upperBound...] }
        if let at = rest.firstIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        if scheme == nil, let colon = rest.firstIndex(of: ":") {
            rest = "\(rest[..<colon])/\(rest[rest.index(after: colon)...])"[...]
        }
        while rest.last == "/" { rest.removeLast() }
        text = String(rest.hasSuffix(".git") ? rest.dropLast(4) : rest)
    }
}
