import ImageModel

/// What the place that an image comes from said of it.
enum SourceState: Sendable {
    case readable(ResolvedImage)
    case unreadable(ResolutionFailure)
    /// The rule does not ask.
    case ignored

    func report(_ candidate: Candidate, _ targetDigest: Digest?) -> SourceReport? {
        switch self {
        case .ignored:
            nil
        case .unreadable:
            SourceReport(reference: candidate.sourceReference.description, readable: false, digest: nil, identical: nil)
        case .readable(let image):
            SourceReport(
                reference: candidate.sourceReference.description,
                readable: true,
                digest: image.digest,
                identical: targetDigest.map { $0 == image.digest }
            )
        }
    }

    var note: String? {
        guard case .unreadable(let failure) = self else { return nil }
        return "the source cannot be read, so it is not proven to be the same image: \(failure.message)"
    }
}
