import ImageModel

/// What a policy asks of an image beyond its platforms. Nothing is read for a reference whose policy asks nothing.
package struct ImageDemands: Hashable, Sendable {
    package var image = ImageRequirements()
    package var signature: SignatureRequirement?
    /// The most severe finding of a scan that is accepted.
    package var maximumSeverity: FindingSeverity?

    package init() {}

    var isEmpty: Bool { self == ImageDemands() }
}

/// One image, by its digest where it is to be read, and what is asked of it.
struct Examination: Hashable, Sendable {
    let image: ImageReference
    /// What it has to run on; empty for all that it offers.
    let platforms: [Platform]
    let demands: ImageDemands
}

extension Examination {
    /// Asks for what is demanded and no more.
    ///
    /// - Returns: why the image must not be pinned; `nil` where it may be.
    func objection(_ resolver: some ImageResolver) async -> ResolutionFailure? {
        if let signature = demands.signature, let objection = await resolver.objection(to: image, signature) {
            return objection
        }
        if !demands.image.isEmpty, let objection = await requirements(resolver) { return objection }
        if let maximum = demands.maximumSeverity { return await findings(resolver, maximum) }
        return nil
    }

    private func findings(_ resolver: some ImageResolver, _ maximum: FindingSeverity) async -> ResolutionFailure? {
        switch await resolver.findings(of: image, on: platforms) {
        case .failure(let failure): failure
        case .success(let findings):
            maximum.excess(of: findings).map {
                ResolutionFailure(.scanFindings, "\(image.canonical) has findings over '\(maximum)'. \($0)")
            }
        }
    }

    private func requirements(_ resolver: some ImageResolver) async -> ResolutionFailure? {
        switch await resolver.facts(of: image, on: platforms) {
        case .failure(let failure): failure
        case .success(let facts):
            demands.image.shortcomings(of: facts).map {
                ResolutionFailure(.imagePolicy, "\(image.canonical) is not what the policy asks for. \($0)")
            }
        }
    }
}
