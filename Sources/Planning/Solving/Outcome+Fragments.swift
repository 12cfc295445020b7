import ImageModel
import Manifests

/// What a text may become by itself that builds put pieces into.
enum FragmentFate {
    /// Anything: by itself it names no image that is there.
    case free
    /// What it is, or this image, if need be without the digest.
    case moved(ImageReference)
    /// What it is.
    case kept

    func allows(_ new: String, after old: String) -> Bool {
        if new == old { return true }
        switch self {
        case .free: return true
        case .kept: return false
        case .moved(let wanted):
            guard let found = try? ImageReference(parsing: new) else { return false }
            return found.repository == wanted.repository
                && (found.tag?.name ?? "latest") == (wanted.tag?.name ?? "latest")
                && (found.digest == nil || found.digest == wanted.digest)
        }
    }
}

extension Outcome {
    /// What every build puts a version into is planned with that version.
    mutating func excuseFragments() {
        let whole = Set(graph.contexts.lazy.filter { !$0.isFragment }.map(\.owner))
        for owner in Set(graph.contexts.lazy.filter(\.isFragment).map(\.owner)) {
            let isValue = whole.contains(owner)
            fragments[owner] = isValue ? .free : verdicts[owner].fragmentFate
            guard !isValue, let name = graph.overriders[owner] else { continue }
            switch verdicts[owner] {
            case .change, .unchanged, .blocked:
                verdicts[owner] = .skipped(.overridden, message(owner, name))
            case .skipped, .held: break
            }
        }
    }
}

extension Outcome {
    private func message(_ owner: Int, _ name: String) -> String {
        if case .kustomize = graph.occurrences[owner].parts { return "another entry of \(name) comes behind it" }
        return "\(name) puts a piece into it, and is planned with that"
    }
}

extension Verdict {
    fileprivate var fragmentFate: FragmentFate {
        switch self {
        case .change(let change): .moved(change.to)
        case .blocked(.notFound, _, _), .blocked(.invalidReference, _, _), .skipped(.templated, _): .free
        case .unchanged, .skipped, .held, .blocked: .kept
        }
    }
}
