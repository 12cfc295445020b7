import ImageModel
import Planning
import Synchronization

/// Counts the answers that another resolver gives.
final class CountingResolver<Base: ImageResolver>: ImageResolver {
    private let base: Base
    private let count = Mutex(0)
    private let observe: @Sendable (Int) -> Void

    init(_ base: Base, observe: @escaping @Sendable (Int) -> Void) {
        self.base = base
        self.observe = observe
    }

    func resolve(_ reference: ImageReference) async -> Result<ResolvedImage, ResolutionFailure> {
        let answer = await base.resolve(reference)
        let answered = count.withLock { count in
            count += 1
            return count
        }
        observe(answered)
        return answer
    }

    func facts(
        of image: ImageReference, on platforms: [Platform]
    ) async -> Result<[ImageFacts], ResolutionFailure> {
        await base.facts(of: image, on: platforms)
    }

    func findings(
        of image: ImageReference, on platforms: [Platform]
    ) async -> Result<[ImageFindings], ResolutionFailure> {
        await base.findings(of: image, on: platforms)
    }

    func holding(of image: ImageReference) async -> TagHolding { await base.holding(of: image) }

    func objection(to image: ImageReference, _ requirement: SignatureRequirement) async -> ResolutionFailure? {
        await base.objection(to: image, requirement)
    }
}
