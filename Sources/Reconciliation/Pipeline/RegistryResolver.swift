package import ImageModel
import Planning
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
        if let failure = refusal(of: reference.repository) { return .failure(failure) }
        do throws(RegistryError) {
            return .success(try await registry.resolve(reference))
        } catch {
            return .failure(error.failure)
        }
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
