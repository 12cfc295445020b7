package import Credentials
package import ImageModel

/// What a scan of an image found: how many findings of each severity.
package struct ScanFindings: Sendable, Hashable {
    /// By the registry's word for it: `CRITICAL`, `HIGH`.
    package let counts: [String: Int]

    package init(counts: [String: Int]) {
        self.counts = counts
    }
}

/// Reads the findings of ECR's scans, basic and enhanced.
package struct ECRScans: Sendable {
    let service: ECRService

    package init(_ service: ECRService) {
        self.service = service
    }

    package func knows(_ repository: ImageRepository) -> Bool { ECRService.serves(repository.host) }

    /// - Parameter image: one platform's manifest by its digest: ECR scans no index.
    package func findings(of digest: Digest, in repository: ImageRepository) async throws(RegistryError) -> ScanFindings
    {
        let answer = try await service.ask(
            "DescribeImageScanFindings", Question(repository, digest), of: repository, as: Answer.self)
        switch answer {
        case .refused("ScanNotFoundException", _):
            throw .unscanned(repository, digest, "has not been scanned: turn scan on push on, or start one")
        case .refused(let name, let message):
            throw .ecrRefused(repository, "tell what its scan found of", name, message)
        case .value(let answer):
            guard ["COMPLETE", "ACTIVE"].contains(answer.imageScanStatus.status) else {
                let status = answer.imageScanStatus.status.printable(limit: 40)
                throw .unscanned(repository, digest, "has a scan that is \(status): there are no findings to judge by")
            }
            return ScanFindings(counts: answer.imageScanFindings?.findingSeverityCounts ?? [:])
        }
    }

    /// ECR API reference, "DescribeImageScanFindings"; the counts come with every page.
    private struct Question: Encodable {
        struct Image: Encodable { let imageDigest: String }
        let registryId: String
        let repositoryName: String
        let imageId: Image
        var maxResults = 1

        init(_ repository: ImageRepository, _ digest: Digest) {
            registryId = ECRService.account(repository.host)
            repositoryName = repository.path
            imageId = Image(imageDigest: digest.description)
        }
    }

    private struct Answer: Decodable {
        struct Status: Decodable { let status: String }
        struct Findings: Decodable { let findingSeverityCounts: [String: Int]? }
        let imageScanStatus: Status
        let imageScanFindings: Findings?
    }
}

extension RegistryError {
    static func unscanned(_ repository: ImageRepository, _ digest: Digest, _ what: String) -> RegistryError {
        RegistryError(
            .notFound, reason: .scanFindings, subject: repository.canonicalName,
            message: "\(repository)@\(digest) \(what)")
    }
}
