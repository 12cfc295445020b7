import Credentials
import ImageModel

/// What ECR itself tells of an image.
struct ECRImages: Sendable {
    let service: ECRService

    /// The tags that name a digest; `nil` where ECR does not have it.
    func tags(of digest: Digest, in repository: ImageRepository) async throws(RegistryError) -> [String]? {
        let answer = try await service.ask(
            "DescribeImages", Question(repository, digest), of: repository, as: Answer.self)
        switch answer {
        case .refused("ImageNotFoundException", _): return nil
        case .refused(let name, let message): throw .ecrRefused(repository, "tell the tags of", name, message)
        case .value(let answer): return answer.imageDetails.first.map { $0.imageTags ?? [] }
        }
    }

    /// ECR API reference, "DescribeImages".
    private struct Question: Encodable {
        struct Image: Encodable { let imageDigest: String }
        let registryId: String
        let repositoryName: String
        let imageIds: [Image]

        init(_ repository: ImageRepository, _ digest: Digest) {
            registryId = ECRService.account(repository.host)
            repositoryName = repository.path
            imageIds = [Image(imageDigest: digest.description)]
        }
    }

    private struct Answer: Decodable {
        struct Details: Decodable { let imageTags: [String]? }
        let imageDetails: [Details]
    }
}
