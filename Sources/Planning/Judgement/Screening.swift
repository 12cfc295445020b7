import ImageModel
import Manifests

/// What can be said of a reference without asking anybody.
enum Screening: Sendable {
    case settled(Verdict)
    case candidate(Candidate)

    init(_ occurrence: ImageOccurrence, _ text: ScreenedText, isMet: Bool, rules: PlanningRules) {
        if let verdict = Self.directives(occurrence.directives) ?? Self.generated(occurrence, text) ?? text.templates {
            self = .settled(verdict)
            return
        }
        if let verdict = Self.kinds(occurrence, rules) ?? Self.incomplete(occurrence.parts, text, isMet: isMet) {
            self = .settled(verdict)
            return
        }
        let comment: FollowComment
        do throws(PatternError) {
            comment = try FollowComment(occurrence.directives.follow)
        } catch {
            self = .settled(.blocked(.notAllowed, "the comment 'pinnace: follow=…': \(error)"))
            return
        }
        switch text.reference {
        case .success(let reference):
            self = .candidate(Candidate(occurrence, reference, rules, comment: comment))
        case .failure(let error):
            self = .settled(.blocked(.invalidReference, error.description))
        }
    }

    private static func directives(_ directives: LineDirectives) -> Verdict? {
        if directives.ignore { return .skipped(.ignoredByComment, "a comment on the line says 'pinnace: ignore'") }
        if directives.otherController == LineDirectives.sops {
            return .skipped(
                .otherController, "sops keeps a checksum of this file, which an edit would break: write it with sops")
        }
        if let marker = directives.otherController, marker.contains("/") {
            return .skipped(.otherController, "its object carries '\(marker)': another controller writes it")
        }
        if let marker = directives.otherController {
            return .skipped(.otherController, "the line carries '\(marker)': another controller writes it")
        }
        if let word = directives.unknown {
            return .blocked(.notAllowed, "the comment 'pinnace: \(word)' is not known; it can say ignore or follow=…")
        }
        return nil
    }

    /// What an ApplicationSet leaves to its generators, by the names of their parameters.
    private static func generated(_ occurrence: ImageOccurrence, _ text: ScreenedText) -> Verdict? {
        guard occurrence.object?.kind == "ApplicationSet", text.templates != nil else { return nil }
        let names = text.text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            rest.firstRange(of: "}}").map { String(rest[..<$0.lowerBound].filter { !$0.isWhitespace }) }
        }
        guard !names.isEmpty else { return nil }
        return .skipped(
            .templated,
            "the generators of the ApplicationSet fill it in from \(names.joined(separator: ", ")): write it where they "
                + "take it from")
    }

    private static func kinds(_ occurrence: ImageOccurrence, _ rules: PlanningRules) -> Verdict? {
        switch occurrence.kind {
        case .commandLine where !rules.editsCommandLines:
            .skipped(.commandLine, "it stands on a command line: 'write: {commandLines: edit}' has it written too")
        case .unknownField:
            .skipped(.unknownField, "no locator knows this field: name it under 'references' to have it written")
        case .artifact: artifact(occurrence.parts)
        case .field, .commandLine: nil
        }
    }

    /// Helm has no place for a digest beside the version of a chart; Flux's OCIRepository has one.
    private static func artifact(_ parts: ImageParts) -> Verdict? {
        switch parts {
        case .helm(let pieces) where pieces.digest != nil: nil
        case .helm: .skipped(.artifact, "a chart's version takes no digest: it is reported, not written")
        case .whole, .kustomize: .skipped(.artifact, "an artifact that is no image: nothing runs it")
        }
    }

    /// Pieces whose rest stands elsewhere. A workload's own scalar is always whole: no tag there means `latest`.
    private static func incomplete(_ parts: ImageParts, _ text: ScreenedText, isMet: Bool) -> Verdict? {
        guard !text.hasTag else { return nil }
        switch parts {
        case .whole: return nil
        case .helm:
            return .skipped(
                .incomplete, "no repository or no tag stands here: the chart, or values laid over these, decide")
        // Where the base is here, no tag means `latest` as it does without the entry.
        case .kustomize where isMet: return nil
        case .kustomize: return .skipped(.incomplete, "the tag stands in a base that is not in this repository")
        }
    }
}
