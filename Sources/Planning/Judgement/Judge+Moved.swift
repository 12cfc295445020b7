import ImageModel

/// References whose image a rule takes from another place: it has to be the same image, and to run where it must.
extension Judge {
    func moved(_ candidate: Candidate) -> Verdict {
        let source = sourceState(of: candidate)
        if candidate.rule?.identity == .require, case .unreadable(let failure) = source {
            return .blocked(
                .sourceUnreadable,
                "\(candidate.sourceReference.canonical) cannot be read, and the rule requires proof that the target is the "
                    + "same image: \(failure.message)",
                evidence: Verdict.Evidence(to: candidate.targetReference, source: source.report(candidate, nil))
            )
        }
        switch resolution(candidate.targetReference) {
        case .failure(let failure): return absent(candidate, failure, source)
        case .success(let target): return present(candidate, target, source)
        }
    }

    private func sourceState(of candidate: Candidate) -> SourceState {
        guard candidate.rule?.identity != .ignore else { return .ignored }
        switch resolution(candidate.sourceReference) {
        case .success(let image): return .readable(image)
        case .failure(let failure): return .unreadable(failure)
        }
    }

    /// The target does not have it, or does not say.
    private func absent(_ candidate: Candidate, _ failure: ResolutionFailure, _ source: SourceState) -> Verdict {
        let evidence = Verdict.Evidence(to: candidate.targetReference, source: source.report(candidate, nil))
        guard failure.reason == .notFound, case .readable(let image) = source else {
            return .blocked(failure.reason, failure.message, evidence: evidence)
        }
        if candidate.rule?.fillsOnRead == true {
            let why =
                "the rule says that it fills on the first read, and it did not: see that its upstream is "
                + "\(candidate.sourceReference.repository.host), and that it may read there"
            return .blocked(failure.reason, "\(failure.message); \(why)", evidence: evidence)
        }
        guard let rule = candidate.rule, rule.copy != .never else {
            let mend = Wording.copy(candidate.sourceReference, candidate.targetReference, replace: false)
            return .blocked(failure.reason, "\(failure.message). Bring it there: \(mend)", evidence: evidence)
        }
        return copied(candidate, image, source, replace: rule.copy == .replace, message: nil)
    }

    /// The target has something under that name.
    private func present(_ candidate: Candidate, _ target: ResolvedImage, _ source: SourceState) -> Verdict {
        guard case .readable(let image) = source, image.digest != target.digest else {
            if let missing = missingPlatforms(candidate, target) {
                return lost(candidate, missing, target, source)
            }
            return .change(change(candidate, target, source, message: source.note))
        }
        switch candidate.rule?.copy {
        case .replace:
            return copied(candidate, image, source, replace: true, message: nil)
        case .missing:
            let kept =
                "the tag at the target names \(target.digest.short) and is not moved; the digest is pushed beside it"
            return copied(candidate, image, source, replace: false, message: kept)
        default:
            if let missing = missingPlatforms(candidate, target) {
                return lost(candidate, missing, target, source)
            }
            return differs(candidate, target, image, source)
        }
    }

    private func copied(
        _ candidate: Candidate, _ image: ResolvedImage, _ source: SourceState, replace: Bool, message: String?
    ) -> Verdict {
        if let missing = missingPlatforms(candidate, image) {
            return .blocked(
                .platformMissing,
                Wording.missing(missing, at: candidate.sourceReference, offers: image),
                evidence: Verdict.Evidence(to: candidate.targetReference, image: image)
            )
        }
        var change = change(candidate, image, source, message: message)
        change.copies = [
            PlannedCopy(
                source: candidate.sourceReference.with(tag: candidate.sourceReference.tag, digest: image.digest),
                target: candidate.targetReference.tagOrDigest,
                digest: image.digest,
                replace: replace
            )
        ]
        return .change(change)
    }

    private func change(
        _ candidate: Candidate, _ image: ResolvedImage, _ source: SourceState, message: String?
    ) -> Verdict.Change {
        Verdict.Change(
            to: written(candidate, image.digest),
            digest: image.digest,
            platforms: image.platforms,
            source: source.report(candidate, image.digest),
            message: message
        )
    }

    private func lost(
        _ candidate: Candidate, _ missing: [Platform], _ target: ResolvedImage, _ source: SourceState
    ) -> Verdict {
        var message = Wording.missing(missing, at: candidate.targetReference, offers: target)
        if case .readable(let image) = source {
            message += ". \(candidate.sourceReference.canonical) offers \(Wording.list(image.platforms))"
            if image.platforms.missing(from: candidate.requiredPlatforms).isEmpty {
                message +=
                    ". Mend it: \(Wording.copy(candidate.sourceReference, candidate.targetReference, replace: true))"
            }
        }
        return .blocked(.platformMissing, message, evidence: evidence(candidate, target, source))
    }

    private func differs(
        _ candidate: Candidate, _ target: ResolvedImage, _ image: ResolvedImage, _ source: SourceState
    ) -> Verdict {
        let what = Wording.difference(source: image, target: target)
        let mend = Wording.copy(candidate.sourceReference, candidate.targetReference, replace: true)
        return .blocked(
            .identityDiffers,
            "\(candidate.targetReference.canonical) is \(target.digest.short), \(candidate.sourceReference.canonical) is "
                + "\(image.digest.short): \(what). Mend it: \(mend)",
            evidence: evidence(candidate, target, source)
        )
    }

    private func evidence(_ candidate: Candidate, _ target: ResolvedImage, _ source: SourceState) -> Verdict.Evidence {
        Verdict.Evidence(
            to: candidate.targetReference,
            image: target,
            source: source.report(candidate, target.digest)
        )
    }
}
