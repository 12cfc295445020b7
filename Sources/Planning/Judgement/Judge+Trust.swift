import ImageModel

/// What policies ask of images that would be pinned, or are.
extension Judge {
    /// What is to be read for a verdict; `nil` where its policy asks nothing, or nothing would be pinned.
    func examination(_ candidate: Candidate, _ verdict: Verdict) -> Examination? {
        guard !candidate.demands.isEmpty, let image = place(candidate, verdict) else { return nil }
        return Examination(image: image, platforms: candidate.requiredPlatforms, demands: candidate.demands)
    }

    /// Where the image is now: at its new place, or at the old one where it has still to be copied.
    private func place(_ candidate: Candidate, _ verdict: Verdict) -> ImageReference? {
        switch verdict {
        case .change(let change):
            let source = change.copies.first?.source ?? change.to
            return ImageReference(source.repository, digest: change.digest)
        case .unchanged(let image, _, _): return ImageReference(candidate.target, digest: image.digest)
        case .skipped, .held, .blocked: return nil
        }
    }

    func refused(_ candidate: Candidate, _ verdict: Verdict, _ objection: ResolutionFailure) -> Verdict {
        switch verdict {
        case .change(let change):
            let image = known(candidate, change.digest)
            let evidence = Verdict.Evidence(to: change.to, image: image, source: change.source)
            return .blocked(objection.reason, objection.message, evidence: evidence)
        case .unchanged(let image, _, _):
            return .blocked(objection.reason, objection.message, evidence: Verdict.Evidence(image: image))
        case .skipped, .held, .blocked: return verdict
        }
    }

    private func known(_ candidate: Candidate, _ digest: Digest) -> ResolvedImage? {
        let images = candidate.questions.compactMap { try? resolution($0).get() }
        return images.first { $0.digest == digest }
    }
}
