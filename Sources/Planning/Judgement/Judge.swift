import ImageModel
import Manifests

/// Decides on each reference from what the registries said. Asks nobody itself.
struct Judge: Sendable {
    let rules: PlanningRules
    let holds: HoldBook
    let resolutions: Resolutions

    func verdict(on candidate: Candidate) -> Verdict {
        if let hold = holds.lasting(on: candidate.occurrence, candidate.current, candidate.targetReference) {
            return .held(hold.message)
        }
        if case .unknown(let failure) = candidate.followed { return .blocked(failure.reason, failure.message) }
        if candidate.isMove, let why = candidate.occurrence.pinnedName { return .blocked(.renderDiffers, why) }
        let verdict = (candidate.isBrought ? moved(candidate) : pinned(candidate)).noting(candidate.followNote)
        guard let change = verdict.change,
            let hold = holds.hold(on: candidate.occurrence, from: candidate.current, to: change.to)
        else { return verdict }
        return .held(hold.message)
    }

    func resolution(_ reference: ImageReference) -> Result<ResolvedImage, ResolutionFailure> {
        resolutions[reference]
            ?? .failure(ResolutionFailure(.registryUnavailable, "\(reference.canonical) was not asked for"))
    }

    /// The reference as it will be written: the tag kept for people, the digest for machines.
    func written(_ candidate: Candidate, _ digest: Digest) -> ImageReference {
        let target = candidate.targetReference
        return target.with(tag: rules.writeForm == .digest ? nil : target.tag, digest: digest)
    }

    /// `nil` where the image runs on everything that is required.
    func missingPlatforms(_ candidate: Candidate, _ image: ResolvedImage) -> [Platform]? {
        let missing = image.platforms.missing(from: candidate.requiredPlatforms)
        return missing.isEmpty ? nil : missing
    }
}

extension Hold {
    var message: String {
        let why = reason.map { ": \($0)" } ?? ""
        let end = until.map { " until \($0)" } ?? ""
        return "held\(end)\(why); 'pinnace release' lets it go"
    }
}
