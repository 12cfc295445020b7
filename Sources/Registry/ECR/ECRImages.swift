import Credentials
import ImageModel

/// What ECR itself tells of images. Questions about one repository that come together are asked as one.
actor ECRImages {
    private typealias Answer = Result<[String]?, RegistryError>

    /// Questions that are about to be asked.
    private struct Round {
        let number: Int
        let task: Task<[Digest: Answer], Never>
    }

    /// ECR API reference, "DescribeImages": `imageIds` holds at most 100.
    static let mostInCall = 100
    /// How long the first question waits for others.
    private static let patience = Duration.milliseconds(20)

    private let service: ECRService
    private var open: [ImageRepository: Round] = [:]
    private var waiting: [Int: Set<Digest>] = [:]
    private var count = 0

    init(service: ECRService) {
        self.service = service
    }

    /// The tags that name a digest; `nil` where ECR does not have it.
    func tags(of digest: Digest, in repository: ImageRepository) async throws(RegistryError) -> [String]? {
        guard let answer = await join(digest, repository).value[digest] else { return nil }
        return try answer.get()
    }

    private func join(_ digest: Digest, _ repository: ImageRepository) -> Task<[Digest: Answer], Never> {
        if let round = open[repository], waiting[round.number, default: []].count < Self.mostInCall {
            waiting[round.number]?.insert(digest)
            return round.task
        }
        count += 1
        let number = count
        waiting[number] = [digest]
        let task = Task { await self.answers(number, repository) }
        open[repository] = Round(number: number, task: task)
        return task
    }

    private func answers(_ number: Int, _ repository: ImageRepository) async -> [Digest: Answer] {
        try? await Task.sleep(for: Self.patience)
        if open[repository]?.number == number { open[repository] = nil }
        let digests = waiting.removeValue(forKey: number) ?? []
        return await ask(digests.sorted { $0.description < $1.description }, repository)
    }

    /// One image that ECR does not have spoils the whole answer: it is left out, where ECR names it, or looked for by
    /// halves.
    private func ask(_ digests: [Digest], _ repository: ImageRepository) async -> [Digest: Answer] {
        guard !digests.isEmpty else { return [:] }
        do throws(RegistryError) {
            let answer = try await service.ask(
                "DescribeImages", Question(repository, digests), of: repository, as: Description.self)
            switch answer {
            case .refused("ImageNotFoundException", let message):
                guard digests.count > 1 else { return [:] }
                let named = digests.filter { message.contains($0.description) }
                if !named.isEmpty { return await ask(digests.filter { !named.contains($0) }, repository) }
                let half = digests.count / 2
                let first = await ask(Array(digests[..<half]), repository)
                return await first.merging(ask(Array(digests[half...]), repository)) { one, _ in one }
            case .refused(let name, let message): throw .ecrRefused(repository, "tell the tags of", name, message)
            case .value(let answer): return answer.tags
            }
        } catch {
            return Dictionary(digests.map { ($0, .failure(error)) }, uniquingKeysWith: { one, _ in one })
        }
    }

    /// ECR API reference, "DescribeImages".
    private struct Question: Encodable {
        struct Image: Encodable { let imageDigest: String }
        let registryId: String
        let repositoryName: String
        let imageIds: [Image]

        init(_ repository: ImageRepository, _ digests: [Digest]) {
            registryId = ECRService.account(repository.host)
            repositoryName = repository.path
            imageIds = digests.map { Image(imageDigest: $0.description) }
        }
    }

    private struct Description: Decodable {
        struct Details: Decodable {
            let imageDigest: String
            let imageTags: [String]?
        }
        let imageDetails: [Details]

        var tags: [Digest: Answer] {
            imageDetails.reduce(into: [:]) { tags, details in
                if let digest = Digest(details.imageDigest) { tags[digest] = .success(details.imageTags ?? []) }
            }
        }
    }
}
