/// What the replacements of a repository take, by where it stands.
struct ReplacementValues {
    struct Unknown: Error {
        let text: String
    }

    private let tree: KustomizeTree
    private let files: [RepositoryPath: [KustomizeReplacement]]
    private let sources: [ImageOccurrence]
    private let all: [KustomizeReplacement]

    init(_ scans: [FileScan], tree: KustomizeTree) {
        self.tree = tree
        files = scans.reduce(into: [:]) { if !$1.replacements.isEmpty { $0[$1.file] = $1.replacements } }
        all = scans.flatMap { $0.replacements + ($0.kustomization?.replacements ?? []) }
        sources = all.isEmpty ? [] : scans.flatMap(Self.sources)
    }

    var isEmpty: Bool { all.isEmpty }

    /// A field that no locator knows is an image's where a replacement takes it for one.
    private static func sources(_ scan: FileScan) -> [ImageOccurrence] {
        let known = Set(scan.replacementSources.flatMap(\.parts.sites).map(\.id))
        let others = scan.occurrences.filter { occurrence in
            occurrence.kind != .unknownField || !occurrence.parts.sites.contains { known.contains($0.id) }
        }
        return others.map { $0.kind == .unknownField ? $0.asField : $0 } + scan.replacementSources
    }

    /// Those that stand in a kustomization, and those in the files that it names.
    func replacements(of kustomization: Kustomization) -> [KustomizeReplacement] {
        kustomization.replacements.flatMap { replacement in replacement.path.map { files[$0] ?? [] } ?? [replacement] }
    }

    /// The one value that a replacement takes.
    func value(
        of replacement: KustomizeReplacement, _ kustomization: Kustomization, _ top: Kustomization, _ isRenamed: Bool
    ) -> Result<KustomizeSubstitute.Value, Unknown> {
        if let literal = replacement.sourceValue, case .whole(let site) = literal.parts {
            return .success(
                KustomizeSubstitute.Value(source: literal, site: site, entries: [], piece: replacement.piece))
        }
        let path = ReplacementPath(replacement.sourcePath)
        let found = sources.flatMap { source -> [(value: KustomizeSubstitute.Value, isReplaced: Bool)] in
            guard replacement.source.match(source.object, isRenamed: isRenamed) == .yes, path.match(source) == .yes,
                case .whole(let site) = source.parts
            else { return [] }
            return ways(of: source, to: kustomization, in: top).map { way in
                let entries = KustomizeReach(of: source, along: way).entries
                let value = KustomizeSubstitute.Value(
                    source: source, site: site, entries: entries, piece: replacement.piece)
                return (value, isReplaced(source, way))
            }
        }
        guard let first = found.first else {
            return .failure(
                Unknown(
                    text: "\(replacement.sourcePath) of its source is no value that was found: take it from the data "
                        + "of a ConfigMap, or put an images: entry in its place"))
        }
        guard found.count == 1 else { return .failure(Unknown(text: "its source stands in several places")) }
        guard !first.isReplaced else { return .failure(Unknown(text: "its source is replaced itself")) }
        if let piece = replacement.piece, piece.taken(from: first.value.text) == nil {
            return .failure(Unknown(text: "its source has no piece \(piece.index)"))
        }
        return .success(first.value)
    }

    private func isReplaced(_ source: ImageOccurrence, _ applied: [Kustomization]) -> Bool {
        applied.contains { kustomization in
            replacements(of: kustomization).contains { replacement in
                replacement.targets.contains { ReplacementMatch($0, source, isRenamed: true).certainty != .no }
            }
        }
    }

    /// The kustomizations that a source has met by the time that a kustomization's replacements are made.
    private func ways(
        of source: ImageOccurrence, to kustomization: Kustomization, in top: Kustomization
    ) -> [[Kustomization]] {
        tree.chains(from: source.file).compactMap { chain in
            guard chain.last?.kustomization == top else { return nil }
            let applied = tree.applied(along: chain)
            guard let position = applied.firstIndex(where: { $0.file == kustomization.file }) else { return nil }
            return Array(applied[...position])
        }
    }

    /// The occurrence that a site is.
    func occurrence(at site: Site) -> ImageOccurrence? {
        sources.first { $0.parts.sites.first?.id == site.id }
            ?? all.lazy.compactMap(\.sourceValue).first { $0.parts.sites.first?.id == site.id }
    }

    /// A field that is no image and gets the value of a site from some replacement.
    func foreignPath(of site: Site) -> String? {
        guard let source = sources.first(where: { $0.parts.sites.contains { $0.id == site.id } }) else {
            return all.first { $0.sourceValue?.parts.sites.first?.id == site.id }?.foreignPaths.first
        }
        let takers = all.lazy.filter { replacement in
            replacement.sourceValue == nil && replacement.source.match(source.object, isRenamed: true) != .no
                && ReplacementPath(replacement.sourcePath).match(source) != .no
        }
        return takers.compactMap(\.foreignPaths.first).first
    }
}
