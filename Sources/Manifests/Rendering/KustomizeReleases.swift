/// What Flux and Argo CD build from this repository's folders.
struct KustomizeReleases {
    private let releases: [KustomizeRelease]
    private let files: [RepositoryPath]
    private let sources: [String: KustomizeRelease.Source]

    /// The source that `flux bootstrap` makes of the repository that it stands in.
    private static let bootstrap = "flux-system"

    init(_ scans: [FileScan]) {
        let all = scans.sorted { $0.file < $1.file }
        sources = all.reduce(into: [:]) { $0.merge($1.gitSources) { first, _ in first } }
        releases = all.flatMap(\.kustomizeReleases).filter { release in
            !(release.images.isEmpty && release.components.isEmpty && !release.hasPatches)
        }
        files = releases.isEmpty ? [] : all.lazy.filter { $0.kustomization == nil && $0.file.isYAML }.map(\.file)
    }

    /// A folder that is not here, or holds nothing to build, belongs to another repository; so does what is known to come
    /// from one.
    func builds(_ byFolder: [RepositoryPath: Kustomization]) -> [Kustomization] {
        let found = releases.compactMap { release -> (release: KustomizeRelease, standing: Kustomization)? in
            let standing =
                byFolder[release.folder] ?? (release.merging == .inPlace ? generated(release.folder, byFolder) : nil)
            return standing.map { (release, $0) }
        }
        let own = own(found.map(\.release))
        return found.filter { isOwn($0.release, own) }.map { $0.release.build(of: $0.standing) }
    }

    /// The address that this repository has: Flux's own, else the one that most releases of folders here name. Where two
    /// are named as often nobody knows.
    private func own(_ releases: [KustomizeRelease]) -> GitAddress? {
        if case .url(let url) = sources[Self.bootstrap] { return GitAddress(url) }
        let counts = releases.compactMap(address).reduce(into: [GitAddress: Int]()) { $0[$1, default: 0] += 1 }
        let most = counts.values.max()
        let named = counts.filter { $0.value == most }.keys
        return named.count == 1 ? named.first : nil
    }

    private func address(_ release: KustomizeRelease) -> GitAddress? {
        switch resolved(release.source) {
        case .url(let url): GitAddress(url)
        default: nil
        }
    }

    /// Whether a release builds what stands here; a source that is described nowhere is taken for this repository.
    private func isOwn(_ release: KustomizeRelease, _ own: GitAddress?) -> Bool {
        switch resolved(release.source) {
        case nil, .flux: true
        case .fixed: false
        case .url(let url): own == GitAddress(url)
        }
    }

    private func resolved(_ source: KustomizeRelease.Source?) -> KustomizeRelease.Source? {
        if case .flux(let name) = source { return sources[name] ?? source }
        return source
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
