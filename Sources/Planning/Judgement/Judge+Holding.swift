import ImageModel

/// Pins by a digest alone: nothing in the reference says which tag should hold them.
extension Judge {
    /// What to ask the registry about; `nil` where a tag stands there, or nothing is pinned.
    func untaggedPin(_ candidate: Candidate, _ verdict: Verdict) -> ImageReference? {
        guard case .unchanged(let image, nil, _) = verdict, candidate.current.tag == nil,
            candidate.current.digest != nil
        else { return nil }
        return ImageReference(candidate.target, digest: image.digest)
    }

    func noting(_ holding: TagHolding, _ candidate: Candidate, _ verdict: Verdict) -> Verdict {
        guard case .unchanged(let image, _, _) = verdict else { return verdict }
        switch holding {
        case .tagged: return verdict
        case .untagged:
            return Verdict.unchanged(image, reason: .untagged).noting(
                "no tag of \(candidate.target) names \(image.digest.short) any more: cleanup policies may delete it; give "
                    + "it a tag, or pin what a tag names")
        case .unknown:
            return verdict.noting(
                "whether a tag still names it is not known, as \(candidate.target.host) tells that with its whole list "
                    + "alone")
        }
    }
}
