import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One repository of a registry that speaks the distribution protocol.
struct RegistryStore: ImageTarget {
    /// Docker Hub takes 4 MiB, most registries as much; twice that is still little to hold.
    static let maximumManifestBytes = 8 << 20

    let repository: ImageRepository
    let transport: RegistryTransport
    let creation: RepositoryCreation

    func access(_ actions: TokenScope.Actions, _ subject: String? = nil) -> RegistryAccess {
        RegistryAccess(
            endpoint: transport.endpoint,
            repository: repository,
            scopes: [TokenScope(repository.path, actions)],
            subject: subject ?? repository.canonicalName
        )
    }

    func url(_ rest: String) throws(RegistryError) -> URL {
        try transport.endpoint.url(repository, rest)
    }
}
