import ImageModel

/// References that stay where they are: only the digest is in question.
extension Judge {
    func pinned(_ candidate: Candidate) -> Verdict {
        guard let digest = candidate.current.digest, candidate.newTag == nil else { return pin(candidate) }
        guard let followed = candidate.followedTag else { return alone(candidate) }
        switch resolution(followed) {
        case .failure(let failure):
            return tagGone(candidate, followed, failure)
        case .success(let image) where image.digest == digest:
            return runnable(candidate, image) ?? .unchanged(image)
        case .success(let image):
            if let platform = image.children[digest] { return widened(candidate, image, from: platform) }
            return tagMoved(candidate, image, from: digest)
        }
    }

    private func pin(_ candidate: Candidate) -> Verdict {
        switch resolution(candidate.targetReference) {
        case .failure(let failure): .blocked(failure.reason, failure.message)
        case .success(let image):
            runnable(candidate, image)
                ?? (written(candidate, image.digest) == candidate.current
                    ? .unchanged(image) : .change(change(candidate, to: image)))
        }
    }

    /// A digest alone follows nothing; it only has to be there still.
    private func alone(_ candidate: Candidate) -> Verdict {
        switch resolution(candidate.current) {
        case .failure(let failure):
            failure.reason == .notFound ? lost(candidate) : .blocked(failure.reason, failure.message)
        case .success(let image): runnable(candidate, image) ?? .unchanged(image)
        }
    }

    private func lost(_ candidate: Candidate) -> Verdict {
        .blocked(
            .notFound,
            "the registry no longer has \(candidate.current.canonical): nodes that have not pulled it yet cannot; pin what "
                + "is there, or bring it back")
    }

    /// A tag that is gone takes nothing away from the pin, as long as the digest is there.
    private func tagGone(_ candidate: Candidate, _ tag: ImageReference, _ failure: ResolutionFailure) -> Verdict {
        guard failure.reason == .notFound else { return .blocked(failure.reason, failure.message) }
        guard case .unchanged(let image, _, _) = alone(candidate) else { return alone(candidate) }
        let message =
            "\(tag.canonical) is gone; the pinned digest is still there, but cleanup policies may delete what no tag holds"
        return .unchanged(image, reason: .untagged, message: message)
    }

    /// The pin names one platform's manifest of the index that the tag names: nothing has moved, and nodes of the others
    /// could not run it.
    private func widened(_ candidate: Candidate, _ image: ResolvedImage, from platform: Platform) -> Verdict {
        if let verdict = runnable(candidate, image) { return verdict }
        var change = change(candidate, to: image)
        change.message = "the pin was the manifest for \(platform) alone; the tag's index holds it and the others"
        return .change(change)
    }

    private func tagMoved(_ candidate: Candidate, _ image: ResolvedImage, from digest: Digest) -> Verdict {
        let isVersion = candidate.current.tag?.kind == .version
        guard (isVersion ? rules.movedVersionTag : rules.movedFloatingTag) == .update else {
            let now = "\(candidate.current.with(tag: candidate.current.tag, digest: nil).canonical)"
            return .blocked(
                .tagMoved,
                "\(now) names \(image.digest.short) now, not \(digest.short) that is pinned: a version that changes its "
                    + "content is a finding. Pin the new digest by hand, or set movedTag",
                evidence: Verdict.Evidence(image: image)
            )
        }
        return runnable(candidate, image) ?? .change(change(candidate, to: image))
    }

    private func change(_ candidate: Candidate, to image: ResolvedImage) -> Verdict.Change {
        Verdict.Change(to: written(candidate, image.digest), digest: image.digest, platforms: image.platforms)
    }

    private func runnable(_ candidate: Candidate, _ image: ResolvedImage) -> Verdict? {
        missingPlatforms(candidate, image).map { missing in
            .blocked(
                .platformMissing,
                Wording.missing(missing, at: candidate.targetReference, offers: image),
                evidence: Verdict.Evidence(image: image)
            )
        }
    }
}
