package import Credentials
package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes repositories in ECR, which does not make them on the first push.
package struct ECRRepositories: RepositoryCreator {
    private let service: ECRService
    private let settings: [String: NewRepositories]

    /// - Parameter settings: by host; a host that is not named gets AWS' defaults.
    package init(_ service: ECRService, settings: [String: NewRepositories]) {
        self.service = service
        self.settings = settings
    }

    package func creates(_ repository: ImageRepository) -> Bool { ECRService.serves(repository.host) }

    package func create(_ repository: ImageRepository) async throws(RegistryError) {
        let wanted = settings[repository.host] ?? NewRepositories()
        let answer = try await service.ask(
            "CreateRepository", CreateRepository(repository, wanted), of: repository, as: Nothing.self)
        if case .refused(let name, let message) = answer, name != "RepositoryAlreadyExistsException" {
            throw .ecrRefused(repository, "create the repository", name, message)
        }
    }

    private struct Nothing: Decodable {}
}

/// ECR API reference, "CreateRepository".
private struct CreateRepository: Encodable {
    struct Scanning: Encodable { let scanOnPush: Bool }
    struct Encryption: Encodable {
        let encryptionType: String
        let kmsKey: String?
    }

    let registryId: String
    let repositoryName: String
    let imageTagMutability: String
    let imageScanningConfiguration: Scanning
    let encryptionConfiguration: Encryption

    init(_ repository: ImageRepository, _ wanted: NewRepositories) {
        registryId = ECRService.account(repository.host)
        repositoryName = repository.path
        imageTagMutability = wanted.tags.rawValue.uppercased()
        imageScanningConfiguration = Scanning(scanOnPush: wanted.scan == .onPush)
        encryptionConfiguration = Encryption(
            encryptionType: wanted.encryption.rawValue, kmsKey: wanted.encryption == .kms ? wanted.kmsKey : nil)
    }
}
