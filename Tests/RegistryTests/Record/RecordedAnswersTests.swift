import Foundation
import ImageModel
import PinnaceTestSupport
import SystemPackage
import Testing

@testable import Registry

/// Answers of earlier runs, against a real registry.
@Suite struct RecordedAnswersTests {
    private static let host = "us-docker.pkg.dev"
    private let cache: TemporaryDirectory
    private let registry: DockerRegistry

    init() async throws {
        cache = try TemporaryDirectory("answers")
        registry = try await DockerRegistry.start()
    }

    private func record() throws -> AnswerRecord {
        try #require(AnswerRecord(FilePath(cache.path("answers"))))
    }

    private func client(offline: Bool = false) throws -> RegistryClient {
        RegistryClient(
            .serving(Self.host, by: registry), recording: offline ? .replaying(try record()) : .keeping(try record()))
    }

    /// What was asked since the count.
    private func requests(after count: Int) -> [String] {
        registry.requests.dropFirst(count).filter { $0 != "GET /v2/" }
    }

    @Test func aWarmRunAsksOneHeadForEachTag() async throws {
        let index = try ImageBuilder(seed: "app").index(["linux/amd64", "linux/arm64"])
        let single = try ImageBuilder(seed: "arm").image("linux/arm64")
        try await registry.push(index, to: "p/app", tag: "1.0")
        try await registry.push(single, to: "p/app", tag: "2.0")
        let references: [ImageReference] = ["us-docker.pkg.dev/p/app:1.0", "us-docker.pkg.dev/p/app:2.0"]
        let cold = try client()
        let first = try await [cold.resolve(references[0]), cold.resolve(references[1])]
        let pushed = registry.requests.count
        let warm = try client()
        let second = try await [warm.resolve(references[0]), warm.resolve(references[1])]
        #expect(second == first)
        #expect(
            requests(after: pushed) == ["HEAD /v2/p/app/manifests/1.0", "HEAD /v2/p/app/manifests/2.0"])
    }

    @Test func aMovedTagIsReadByItsDigest() async throws {
        try await registry.push(try ImageBuilder(seed: "old").index(), to: "p/app", tag: "1")
        _ = try await client().resolve("us-docker.pkg.dev/p/app:1")
        let new = try ImageBuilder(seed: "new").index()
        try await registry.push(new, to: "p/app", tag: "1")
        let pushed = registry.requests.count
        #expect(try await client().resolve("us-docker.pkg.dev/p/app:1").digest.description == new.digest)
        #expect(
            requests(after: pushed) == ["HEAD /v2/p/app/manifests/1", "GET /v2/p/app/manifests/\(new.digest)"])
    }

    @Test func aPinThatTheRegistryLostIsNotFoundHoweverWellItIsKnown() async throws {
        let image = try ImageBuilder(seed: "app").index()
        try await registry.push(image, to: "p/app", tag: "1")
        let pin = try ImageReference(parsing: "us-docker.pkg.dev/p/app@\(image.digest)")
        _ = try await client().resolve(pin)
        try await registry.delete("p/app", digest: image.digest)
        let error = await #expect(throws: RegistryError.self) { try await client().resolve(pin) }
        #expect(error?.code == .notFound)
    }

    @Test func offlineRepeatsWhatWasSaid() async throws {
        let single = try ImageBuilder(seed: "arm").image("linux/arm64")
        try await registry.push(single, to: "p/app", tag: "1")
        let asked = try client()
        let image = try await asked.resolve("us-docker.pkg.dev/p/app:1")
        let made = try await asked.created("us-docker.pkg.dev/p/app:1")
        let tags = try await asked.tags(of: ImageRepository(parsing: "us-docker.pkg.dev/p/app"))
        let inspection = try await asked.inspect("us-docker.pkg.dev/p/app:1")
        await #expect(throws: RegistryError.self) { try await asked.resolve("us-docker.pkg.dev/p/app:gone") }
        registry.stop()

        let offline = try client(offline: true)
        #expect(try await offline.resolve("us-docker.pkg.dev/p/app:1") == image)
        #expect(try await offline.resolve(ImageReference(parsing: "us-docker.pkg.dev/p/app@\(single.digest)")) == image)
        #expect(try await offline.created("us-docker.pkg.dev/p/app:1") == made)
        #expect(try await offline.tags(of: ImageRepository(parsing: "us-docker.pkg.dev/p/app")) == tags)
        #expect(try await offline.inspect("us-docker.pkg.dev/p/app:1") == inspection)
        #expect(offline.recordedSpan != nil && asked.recordedSpan == nil)
        let gone = await #expect(throws: RegistryError.self) {
            try await offline.resolve("us-docker.pkg.dev/p/app:gone")
        }
        #expect(gone?.reason == .notFound)
    }

    @Test func pinsTellWhenTheyWereAskedForToo() async throws {
        let image = try ImageBuilder(seed: "app").index()
        try await registry.push(image, to: "p/app", tag: "1")
        let pin = try ImageReference(parsing: "us-docker.pkg.dev/p/app@\(image.digest)")
        _ = try await client().resolve(pin)
        let path = cache.path("answers")
        let old = Date(timeIntervalSinceNow: -100_000)
        let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        for file in files where file.contains("_content/") {
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: "\(path)/\(file)")
        }
        let offline = try client(offline: true)
        _ = try await offline.resolve(pin)
        #expect(offline.recordedSpan?.latest == Int(old.timeIntervalSince1970))
        _ = try await client().resolve(pin)
        let again = try client(offline: true)
        _ = try await again.resolve(pin)
        #expect(try #require(again.recordedSpan).earliest > Int(old.timeIntervalSince1970))
    }

    @Test(arguments: ["us-docker.pkg.dev/p/app:2", "us-docker.pkg.dev/p/other:1", "gcr.io/p/app:1"])
    func whatWasNotAskedIsNotKnown(_ text: String) async throws {
        try await registry.push(try ImageBuilder(seed: "app").index(), to: "p/app", tag: "1")
        _ = try await client().resolve("us-docker.pkg.dev/p/app:1")
        let error = await #expect(throws: RegistryError.self) {
            try await client(offline: true).resolve(ImageReference(parsing: text))
        }
        #expect(error?.reason == .offline)
        #expect(
            error?.message
                == "no earlier run recorded what \(text) is: run once without --offline, with the same folder for PINNACE_CACHE"
        )
    }

    @Test func anAnswerOfAnotherAddressIsNoAnswer() async throws {
        try await registry.push(try ImageBuilder(seed: "app").index(), to: "p/app", tag: "1")
        _ = try await client().resolve("us-docker.pkg.dev/p/app:1")
        let itself = RegistryClient(RegistryConfiguration(), recording: .replaying(try record()))
        let error = await #expect(throws: RegistryError.self) { try await itself.resolve("us-docker.pkg.dev/p/app:1") }
        #expect(error?.reason == .offline)
    }

    @Test func offlineCopiesNothing() async throws {
        try await registry.push(try ImageBuilder(seed: "app").index(), to: "p/app", tag: "1")
        let asked = try client()
        _ = try await asked.resolve("us-docker.pkg.dev/p/app:1")
        await #expect(throws: RegistryError.self) { try await asked.resolve("us-docker.pkg.dev/p/new:1") }
        let count = registry.requests.count
        let error = await #expect(throws: RegistryError.self) {
            try await client(offline: true).copy(from: "us-docker.pkg.dev/p/app:1", to: "us-docker.pkg.dev/p/new:1")
        }
        #expect(error?.reason == .offline)
        #expect(requests(after: count) == [])
    }
}
