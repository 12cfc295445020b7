import ImageModel

extension Candidate {
    /// What a policy chose for a reference.
    enum Followed: Sendable {
        /// Nothing, as no policy speaks of it, or it stands right; the note says why, where nothing matched.
        case itsTag
        case stays(note: String)
        case tag(ImageTag)
        /// The tags could not be listed.
        case unknown(ResolutionFailure)
    }

    /// The tag that takes the place of the one that stands there.
    var newTag: ImageTag? {
        if case .tag(let tag) = followed { tag } else { nil }
    }

    /// Which tags have to be listed for it: those of the place that decides what there is to pin. That is the target,
    /// or, where the run itself fills the target by copying, the place that it is filled from.
    var tagQuestion: TagQuestion? {
        follow.map { policy in
            let isFilled = rule.map { $0.copy != .never && $0.identity != .ignore } ?? false
            let tag = current.tag ?? (current.digest == nil ? .latest : nil)
            return TagQuestion(
                repository: isFilled ? origin : target, policy: policy,
                current: current.with(tag: tag, digest: current.digest))
        }
    }

    /// The same reference with what its policy chose.
    func following(_ choices: TagChoices) -> Candidate {
        guard let tagQuestion else { return self }
        var candidate = self
        switch choices[tagQuestion] {
        case .success(.tag(let tag)): candidate.followed = .tag(tag)
        case .success(.stays(let note?)): candidate.followed = .stays(note: note)
        case .success(.stays(nil)): candidate.followed = .itsTag
        case .failure(let failure): candidate.followed = .unknown(failure)
        }
        return candidate
    }

    /// What the plan says of the choice.
    var followNote: String? {
        switch followed {
        case .itsTag, .unknown: nil
        case .stays(let note): note
        case .tag(let tag): "follows \(follow?.description ?? ""): \(current.tag?.name ?? "no tag") becomes \(tag)"
        }
    }
}

/// What a comment on a reference's line says that it follows.
enum FollowComment: Sendable {
    case nothing
    case itsTag
    case policy(TagPolicy)

    /// - Throws: ``PatternError`` for words that are not known.
    init(_ text: String?) throws(PatternError) {
        guard let text else {
            self = .nothing
            return
        }
        self = try TagPolicy.parse(text).map { .policy($0) } ?? .itsTag
    }
}
