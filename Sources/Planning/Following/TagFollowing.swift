import ImageModel
import Synchronization

/// Answers the questions of a run for tags: each repository is listed once, whoever follows it and by whatever policy.
struct TagFollowing<Lister: TagLister>: Sendable {
    let lister: Lister

    func choices(_ questions: Set<TagQuestion>) async -> TagChoices {
        let byRepository = Dictionary(grouping: questions, by: \.repository)
        return await withTaskGroup(of: [TagQuestion: Result<TagChoice, ResolutionFailure>].self) { group in
            for (repository, questions) in byRepository {
                group.addTask { await choices(questions, in: repository) }
            }
            return TagChoices(await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } })
        }
    }

    private func choices(
        _ questions: [TagQuestion], in repository: ImageRepository
    ) async -> [TagQuestion: Result<TagChoice, ResolutionFailure>] {
        var answers: [TagQuestion: Result<TagChoice, ResolutionFailure>] = [:]
        switch await sieves(Set(questions.map(\.policy)), repository) {
        case .failure(let failure):
            for question in questions { answers[question] = .failure(failure) }
        case .success(let sieves):
            for question in questions {
                guard let sieve = sieves[question.policy] else { continue }
                answers[question] = await choice(question, sieve)
            }
        }
        return answers
    }

    private func sieves(
        _ policies: Set<TagPolicy>, _ repository: ImageRepository
    ) async -> Result<[TagPolicy: TagSieve], ResolutionFailure> {
        let sieves = SieveBox(policies)
        if let failure = await lister.listTags(of: repository, sieves.offer) { return .failure(failure) }
        return .success(sieves.filled)
    }

    private func choice(_ question: TagQuestion, _ sieve: TagSieve) async -> Result<TagChoice, ResolutionFailure> {
        guard case .newest = question.policy.order else { return .success(sieve.choice(for: question.current.tag)) }
        guard !sieve.isOverfull else {
            return .failure(
                ResolutionFailure(
                    .limitReached,
                    "more than \(TagSieve.mostDated) tags of \(question.repository) match '\(question.policy)', and each "
                        + "has to be asked for its date: narrow it with 'include'"))
        }
        let dates = await dates(of: sieve.dated, question.repository)
        switch (dates, await standing(question.current)) {
        case (.failure(let failure), _), (_, .failure(let failure)): return .failure(failure)
        case (.success(let dates), .success(let standing)):
            return .success(
                NewestTag(policy: question.policy, seen: sieve.seen, dates: dates)
                    .choice(for: question.current.tag, made: standing))
        }
    }

    /// A tag that has gone since it was listed is none; every other failure leaves the newest open.
    private func dates(
        of tags: Set<ImageTag>, _ repository: ImageRepository
    ) async -> Result<[ImageTag: CreationTime], ResolutionFailure> {
        await withTaskGroup(of: (ImageTag, Result<CreationTime?, ResolutionFailure>).self) { group in
            for tag in tags {
                group.addTask { (tag, await lister.created(ImageReference(repository, tag: tag))) }
            }
            var dates: [ImageTag: CreationTime] = [:]
            for await (tag, answer) in group {
                switch answer {
                case .success(let date): dates[tag] = date
                case .failure(let failure) where failure.reason == .notFound: continue
                case .failure(let failure): return .failure(failure)
                }
            }
            return .success(dates)
        }
    }

    private func standing(_ current: ImageReference) async -> Result<CreationTime?, ResolutionFailure> {
        let answer = await lister.created(current)
        if case .failure(let failure) = answer, failure.reason == .notFound { return .success(nil) }
        return answer
    }
}

/// The sieves that pages are poured through while they come.
private final class SieveBox: Sendable {
    private let sieves: Mutex<[TagSieve]>

    init(_ policies: Set<TagPolicy>) {
        sieves = Mutex(policies.map { TagSieve($0) })
    }

    @Sendable func offer(_ page: [ImageTag]) {
        sieves.withLock { sieves in
            for index in sieves.indices { sieves[index].offer(page) }
        }
    }

    var filled: [TagPolicy: TagSieve] {
        sieves.withLock { sieves in Dictionary(uniqueKeysWithValues: sieves.map { ($0.policy, $0) }) }
    }
}
