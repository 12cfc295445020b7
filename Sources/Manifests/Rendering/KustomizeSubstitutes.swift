/// Whose value stands in an image field that replacements write, and what they put into it.
struct KustomizeSubstitutes {
    enum Answer {
        /// No replacement writes the field.
        case none
        /// Another field's value, or the own one with pieces put into it.
        case substitute(KustomizeSubstitute)
        case doubt(String)
    }

    private let sources: ReplacementValues
    /// Whether there is any replacement.
    let areNeeded: Bool

    init(_ scans: [FileScan], tree: KustomizeTree) {
        sources = ReplacementValues(scans, tree: tree)
        areNeeded = !sources.isEmpty
    }

    /// What is done to an occurrence along a way, by all replacements that reach it.
    func answer(for occurrence: ImageOccurrence, along applied: [Kustomization], builtBy top: Kustomization?) -> Answer
    {
        guard areNeeded else { return .none }
        var way = KustomizeSubstitute(of: occurrence)
        for (position, kustomization) in applied.enumerated() {
            way.meet(KustomizeReach(of: occurrence, along: [kustomization]).entries)
            let isRenamed = applied[...position].contains(where: \.renames)
            for replacement in sources.replacements(of: kustomization) {
                for target in replacement.targets {
                    let match = ReplacementMatch(target, occurrence, isRenamed: isRenamed)
                    guard match.certainty != .no else { continue }
                    let reach = "\(replacement.name) of \(kustomization.file)"
                    if target.isEncoded { return .doubt("\(reach) puts a value there in another form") }
                    guard match.certainty == .yes, let top else {
                        return .doubt("\(reach) may put another value there")
                    }
                    switch sources.value(of: replacement, kustomization, top, isRenamed) {
                    case .success(let value): way.put(value, target.piece, by: reach, at: position, times: match.times)
                    case .failure(let why): return .doubt("\(reach) puts \(way.word(target)) there, and \(why.text)")
                    }
                }
            }
        }
        return way.isTouched ? way.doubt.map { .doubt($0) } ?? .substitute(way) : .none
    }

    /// A piece of an image that is taken to another place would be another one after an edit.
    func piece(of occurrence: ImageOccurrence, along applied: [Kustomization]) -> String? {
        guard areNeeded else { return nil }
        for (position, kustomization) in applied.enumerated() {
            let isRenamed = applied[...position].contains(where: \.renames)
            for replacement in sources.replacements(of: kustomization) where replacement.piece != nil {
                guard !replacement.foreignPaths.isEmpty,
                    replacement.source.match(occurrence.object, isRenamed: isRenamed) != .no,
                    ReplacementPath(replacement.sourcePath).match(occurrence) != .no
                else { continue }
                return
                    "\(replacement.name) takes a piece of the image to \(replacement.foreignPaths.joined(separator: ", ")): "
                    + "give that a value of its own"
            }
        }
        return nil
    }

    /// What a replacement puts into an image, as a reference.
    func occurrence(of splice: KustomizeSplice) -> ImageOccurrence? { sources.occurrence(at: splice.source) }

    /// Where else a version goes that a replacement puts into an image: a digest cannot stand there.
    func elsewhere(_ splice: KustomizeSplice) -> String? { sources.foreignPath(of: splice.source) }
}

/// How surely a target is a reference's field, and how often it names it.
struct ReplacementMatch {
    let certainty: ReplacementPath.Match
    let times: Int

    init(_ target: KustomizeReplacement.Target, _ occurrence: ImageOccurrence, isRenamed: Bool) {
        let object = target.select.match(occurrence.object, isRenamed: isRenamed)
        let paths = target.fieldPaths.map { ReplacementPath($0).match(occurrence) }
        let rejected = target.reject.map { $0.match(occurrence.object, isRenamed: isRenamed) }.max() ?? .no
        let kept: ReplacementPath.Match =
            switch rejected {
            case .no: .yes
            case .maybe: .maybe
            case .yes: .no
            }
        certainty = min(object, paths.max() ?? .no, kept)
        times = paths.count { $0 != .no }
    }
}

extension KustomizeReplacement {
    /// Targets that are no image.
    var foreignPaths: [String] {
        targets.flatMap(\.fieldPaths).filter { !($0 == "image" || $0.hasSuffix(".image")) }
    }
}
