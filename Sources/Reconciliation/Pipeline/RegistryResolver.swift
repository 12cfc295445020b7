package import ImageModel
package import Planning
package import Registry
package import Signatures

/// Answers a plan's questions from the registries, but for hosts whose address nobody allowed.
package struct RegistryResolver: ImageResolver {
    private let registry: RegistryClient
    private let refused: [String: String]
    private let trust: TrustMaterial

    /// - Parameters:
    ///   - refused: hosts that are not asked, each with the sentence that says why.
    ///   - trust: what signatures are checked with.
    package init(_ registry: RegistryClient, refused: [String: String] = [:], trust: TrustMaterial = TrustMaterial()) {
        self.registry = registry
        self.refused = refused
        self.trust = trust
    }

    package func resolve(_ reference: ImageReference) async -> Result<ResolvedImage, ResolutionFailure> {
        if let failure = refusal(of: reference.repository) { return .failure(failure) }
        do throws(RegistryError) {
            return .success(try await registry.resolve(reference))
        } catch {
            return .failure(error.failure)
        }
    }

    package func facts(
        of image: ImageReference, on platforms: [Platform]
    ) async -> Result<[ImageFacts], ResolutionFailure> {
        do throws(RegistryError) {
            return .success(try await registry.images(of: image, for: platforms).map { ImageFacts($0) })
        } catch {
            return .failure(error.failure)
        }
    }

    package func findings(
        of image: ImageReference, on platforms: [Platform]
    ) async -> Result<[ImageFindings], ResolutionFailure> {
        do throws(RegistryError) {
            return .success(
                try await registry.findings(of: image, for: platforms).map {
                    ImageFindings(platform: $0.platform, counts: $0.findings.counts)
                })
        } catch {
            return .failure(error.failure)
        }
    }

    package func holding(of image: ImageReference) async -> TagHolding { await registry.holding(of: image) }

    package func objection(to image: ImageReference, _ requirement: SignatureRequirement) async -> ResolutionFailure? {
        await SignatureCheck(registry, trust).objection(to: image, requirement)
    }

    private func refusal(of repository: ImageRepository) -> ResolutionFailure? {
        refused[repository.host.lowercased()].map { ResolutionFailure(.notAllowed, $0) }
    }
}

extension RegistryResolver: TagLister {
    package func listTags(
        of repository: ImageRepository, _ page: @escaping @Sendable ([ImageTag]) -> Void
    ) async -> ResolutionFailure? {
        if let failure = refusal(of: repository) { return failure }
        do throws(RegistryError) {
            try await registry.tagPages(of: repository) { page($0) }
            return nil
        } catch {
            return error.failure
        }
    }

    package func created(_ reference: ImageReference) async -> Result<CreationTime?, ResolutionFailure> {
        if let failure = refusal(of: reference.repository) { return .failure(failure) }
        do throws(RegistryError) {
            return .success(try await registry.created(reference))
        } catch {
            return .failure(error.failure)
        }
    }
}
