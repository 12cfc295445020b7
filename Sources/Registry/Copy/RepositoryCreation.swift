import Credentials
import ImageModel

/// Asks who can create a repository, once however many blobs wait for it.
final class RepositoryCreation: Sendable {
    private let creators: [any RepositoryCreator]
    private let made = SharedWork<ImageRepository, Bool, RegistryError>(capacity: 10_000) { (try? $0.get()) != nil }

    init(_ creators: [any RepositoryCreator]) {
        self.creators = creators
    }

    /// Whether somebody created it; `false` where nobody can.
    func create(_ repository: ImageRepository) async throws(RegistryError) -> Bool {
        guard let creator = creators.first(where: { $0.creates(repository) }) else { return false }
        return try await made.value(for: repository) { () async throws(RegistryError) in
            try await creator.create(repository)
            return true
        }
    }
}
