import ImageModel
import Manifests
package import Planning
package import Registry
import YAMLSource

/// Asks registries which images are built on a base that has moved since. Each image is asked about once.
package struct BaseImageCheck: Sendable {
    private let registry: RegistryClient
    private let resolver: RegistryResolver
    private let jobs: Int

    /// - Parameters:
    ///   - refused: hosts that are not asked, each with the sentence that says why.
    ///   - jobs: images asked about at once.
    package init(_ registry: RegistryClient, refused: [String: String], jobs: Int) {
        self.registry = registry
        resolver = RegistryResolver(registry, refused: refused)
        self.jobs = max(1, jobs)
    }

    /// - Parameter references: those that name an image are asked about, held or ignored ones too.
    package func report(_ references: [SurveyedReference]) async -> BaseImageReport {
        var places: [ImageReference: [BaseImageReport.Place]] = [:]
        for reference in references {
            guard reference.namesImage, let image = try? ImageReference(parsing: reference.text) else { continue }
            let at = reference.occurrence
            places[image, default: []].append(BaseImageReport.Place(file: at.file, line: at.location.line))
        }
        let images = await answers(places.keys.sorted { $0.canonical < $1.canonical })
        return BaseImageReport(
            images.map { reference, image in
                var image = image
                image.places = places[reference] ?? []
                return image
            })
    }

    private func answers(_ images: [ImageReference]) async -> [(ImageReference, BaseImageReport.Image)] {
        await withTaskGroup(of: (Int, BaseImageReport.Image).self) { group in
            var waiting = images.enumerated().makeIterator()
            func start() {
                if let (index, image) = waiting.next() { group.addTask { (index, await answer(image)) } }
            }
            for _ in 0..<jobs { start() }
            var answers: [Int: BaseImageReport.Image] = [:]
            while let (index, answer) = await group.next() {
                answers[index] = answer
                start()
            }
            return images.indices.compactMap { index in answers[index].map { (images[index], $0) } }
        }
    }

    private func answer(_ image: ImageReference) async -> BaseImageReport.Image {
        // Says too whether the host may be asked at all.
        if case .failure(let failure) = await resolver.resolve(image) { return .unknown(image, nil, failure) }
        do throws(RegistryError) {
            var answer = BaseImageReport.Image(image.description, .unnamed)
            for base in try await registry.bases(of: image) {
                answer = await self.answer(image, base)
                if answer.isTold { break }
            }
            return answer
        } catch {
            return .unknown(image, nil, error.failure)
        }
    }

    private func answer(_ image: ImageReference, _ base: NamedBase) async -> BaseImageReport.Image {
        var answer = BaseImageReport.Image(image.description, .unnamed)
        answer.base = base.name
        guard let built = base.digest else { return answer }
        let name: ImageReference
        do throws(ImageReferenceError) {
            name = try ImageReference(parsing: base.name)
        } catch {
            return .unknown(image, base, ResolutionFailure(.invalidReference, "its base: \(error.description)"))
        }
        switch await resolver.resolve(name) {
        case .failure(let failure): return .unknown(image, base, failure)
        case .success(let current):
            let isStill = current.isStill(built)
            answer = BaseImageReport.Image(image.description, isStill ? .current : .moved)
            (answer.base, answer.built, answer.current) = (base.name, built, isStill ? built : current.digest)
            return answer
        }
    }
}

extension BaseImageReport.Image {
    fileprivate static func unknown(
        _ image: ImageReference, _ base: NamedBase?, _ failure: ResolutionFailure
    ) -> BaseImageReport.Image {
        var answer = BaseImageReport.Image(image.description, .unknown)
        (answer.base, answer.built) = (base?.name, base?.digest)
        (answer.reason, answer.message) = (failure.reason, failure.message)
        return answer
    }
}

extension SurveyedReference {
    /// Whether it is an image's whole name, and not a chart's or something that only looks like one.
    fileprivate var namesImage: Bool {
        let others: [ReasonCode] = [
            .artifact, .unknownField, .invalidReference, .incomplete, .templated, .renderDiffers,
        ]
        return obstacle.map { !others.contains($0.reason) } ?? true
    }
}
