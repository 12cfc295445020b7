package import ImageModel
package import Planning
package import Registry

/// Answers a plan's questions from the registries, but for hosts whose address nobody allowed.
package struct RegistryResolver: ImageResolver {
    private let registry: RegistryClient
    private let refused: [String: String]

    /// - Parameter refused: hosts that are not asked, each with the sentence that says why.
    package init(_ registry: RegistryClient, refused: [String: String] = [:]) {
        self.registry = registry
        self.refused = refused
    }

    package func resolve(_ reference: ImageReference) async -> Result<ResolvedImage, ResolutionFailure> {
        if let message = refused[reference.repository.host.lowercased()] {
            return .failure(ResolutionFailure(.notAllowed, message))
        }
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
}
