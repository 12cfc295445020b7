/// Whose value stands in an image field that a replacement writes.
struct KustomizeSubstitutes {
    /// The value that is put there, and what is asked of it on its way.
    struct Substitute {
        let source: ImageOccurrence
        let entries: [KustomizeImage]
        fileprivate let isReplaced: Bool
    }

    enum Answer {
        /// No replacement writes the field.
        case none
        /// The value of another field, and the kustomizations whose entries it meets from there on.
        case substitute(Substitute, behind: Int)
        case doubt(String)
    }

    private let tree: KustomizeTree
    private let files: [RepositoryPath: [KustomizeReplacement]]
    private let sources: [ImageOccurrence]
    /// Whether there is any replacement.
    let areNeeded: Bool

    init(_ scans: [FileScan], tree: KustomizeTree) {
        self.tree = tree
        files = scans.reduce(into: [:]) { if !$1.replacements.isEmpty { $0[$1.file] = $1.replacements } }
        areNeeded = !files.isEmpty || scans.contains { $0.kustomization?.replacements.isEmpty == false }
        sources = areNeeded ? scans.flatMap(Self.sources) : []
    }

    /// A field that no locator knows is an image's where a replacement takes it for one.
    private static func sources(_ scan: FileScan) -> [ImageOccurrence] {
        let known = Set(scan.replacementSources.flatMap(\.parts.sites).map(\.id))
        let others = scan.occurrences.filter { occurrence in
            occurrence.kind != .unknownField || !occurrence.parts.sites.contains { known.contains($0.id) }
        }
        return others.map { $0.kind == .unknownField ? $0.asField : $0 } + scan.replacementSources
    }

    /// What is done to an occurrence along a way, by the last replacement that reaches it.
    func answer(for occurrence: ImageOccurrence, along applied: [Kustomization], builtBy top: Kustomization?) -> Answer
    {
        guard areNeeded else { return .none }
        var answer = Answer.none
        for (position, kustomization) in applied.enumerated() {
            let isRenamed = applied[...position].contains(where: \.renames)
            for replacement in replacements(of: kustomization) {
                guard let match = match(replacement, occurrence, isRenamed) else { continue }
                let reach = "\(replacement.name) of \(kustomization.file)"
                if replacement.isPartial || match.isPartial {
                    return .doubt("\(reach) puts a piece of another value there")
                }
                guard match.match == .yes, let top else { return .doubt("\(reach) may put another value there") }
                switch substitute(replacement, kustomization, top, isRenamed) {
                case .success(let substitute): answer = .substitute(substitute, behind: position)
                case .failure(let why): return .doubt("\(reach) puts another image there, and \(why.text)")
                }
            }
        }
        return answer
    }

    /// A piece of an image that is taken to another place would be another one after an edit.
    func piece(of occurrence: ImageOccurrence, along applied: [Kustomization]) -> String? {
        guard areNeeded else { return nil }
        for (position, kustomization) in applied.enumerated() {
            let isRenamed = applied[...position].contains(where: \.renames)
            for replacement in replacements(of: kustomization) where replacement.isPartial {
                guard replacement.source.match(occurrence.object, isRenamed: isRenamed) != .no,
                    ReplacementPath(replacement.sourcePath).match(occurrence) != .no
                else { continue }
                return "\(replacement.name) takes a piece of the image to another place"
            }
        }
        return nil
    }

    /// Those that stand in it, and those in the files that it names.
    private func replacements(of kustomization: Kustomization) -> [KustomizeReplacement] {
        kustomization.replacements.flatMap { replacement in replacement.path.map { files[$0] ?? [] } ?? [replacement] }
    }

    /// How surely a replacement writes a field, and whether all of it; `nil` where it does not.
    private func match(
        _ replacement: KustomizeReplacement, _ occurrence: ImageOccurrence, _ isRenamed: Bool
    ) -> (match: ReplacementPath.Match, isPartial: Bool)? {
        var best = (match: ReplacementPath.Match.no, isPartial: false)
        for target in replacement.targets {
            let object = target.select.match(occurrence.object, isRenamed: isRenamed)
            let path = target.fieldPaths.lazy.map { ReplacementPath($0).match(occurrence) }.max() ?? .no
            let match = min(object, path, target.hasRejects ? .maybe : .yes)
            if match > best.match { best = (match, target.isPartial) }
        }
        return best.match == .no ? nil : best
    }

    private struct Unknown: Error {
        let text: String
    }

    private func substitute(
        _ replacement: KustomizeReplacement, _ kustomization: Kustomization, _ top: Kustomization, _ isRenamed: Bool
    ) -> Result<Substitute, Unknown> {
        let path = ReplacementPath(replacement.sourcePath)
        let found = sources.flatMap { source -> [Substitute] in
            guard replacement.source.match(source.object, isRenamed: isRenamed) == .yes, path.match(source) == .yes,
                case .whole = source.parts
            else { return [] }
            return ways(of: source, to: kustomization, in: top).map { way in
                Substitute(
                    source: source, entries: KustomizeReach(of: source, along: way).entries,
                    isReplaced: isReplaced(source, way))
            }
        }
        guard let first = found.first else {
            return .failure(Unknown(text: "\(replacement.sourcePath) of its source is no image that was found"))
        }
        guard found.count == 1 else { return .failure(Unknown(text: "its source stands in several places")) }
        guard !first.isReplaced else { return .failure(Unknown(text: "its source is replaced itself")) }
        return .success(first)
    }

    private func isReplaced(_ source: ImageOccurrence, _ applied: [Kustomization]) -> Bool {
        applied.contains { replacements(of: $0).contains { match($0, source, true) != nil } }
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
}
