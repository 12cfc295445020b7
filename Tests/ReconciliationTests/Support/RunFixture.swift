import Credentials
import HTTPTransport
import ImageModel
import Manifests
import PinnaceTestSupport
import Planning
import Registry
import SystemPackage

@testable import Reconciliation

/// Everything that a run needs, its registries being one image layout.
struct RunFixture {
    static let hosts = ["gcr.io", "us-docker.pkg.dev"]

    let layout: ImageLayoutDirectory
    private let directory: TemporaryDirectory
    var rules = PlanningRules()
    var holds: [Hold] = []
    var today = "2026-11-20"

    init() throws {
        directory = try TemporaryDirectory("run-fixture")
        layout = try ImageLayoutDirectory(directory.path("images"))
    }

    /// Puts an image in and gives its digest back; another seed is another build.
    @discardableResult
    func add(_ reference: String, seed: String, _ platforms: [String] = ["linux/amd64"]) throws -> Digest {
        let image = try ImageBuilder(seed: seed).index(platforms)
        try layout.add(image, as: reference)
        return Digest(image.digest[...])!
    }

    mutating func rewrite(_ from: String, _ to: String, copy: RewriteRule.CopyMode = .never) throws {
        let pattern = try PathSegmentPattern(from)
        let target = try RewriteTarget(to, captures: pattern.captures)
        rules.rewrites.append(
            RewriteRule(
                name: "rewrites[\(rules.rewrites.count)]", mapping: .pattern(from: pattern, to: target), copy: copy))
    }

    var registry: RegistryClient {
        let host = RegistryHost(.layout(FilePath(layout.path)))
        return RegistryClient(
            configuration: RegistryConfiguration(
                hosts: Dictionary(uniqueKeysWithValues: Self.hosts.map { ($0, host) })),
            http: NoNetwork(), credentials: Nobody())
    }

    var inputs: RunInputs {
        RunInputs(
            rules: rules, holds: HoldBook(holds, today: today), isSelected: { _ in true }, registry: registry,
            refusedHosts: [:])
    }

    func rehearse(_ files: [String: String]) async throws -> Reconciler.Draft {
        try await Reconciler(inputs).rehearse(MemoryFiles(files))
    }

    func prepare(_ files: [String: String]) async throws -> Reconciler.Draft {
        try await Reconciler(inputs).prepare(MemoryFiles(files))
    }
}

extension Reconciler.Draft {
    /// The new files as text.
    var written: [String: String] {
        Dictionary(
            uniqueKeysWithValues: changes.map { ($0.path.string, String(decoding: $0.new ?? [], as: UTF8.self)) })
    }
}

private struct NoNetwork: HTTPClient {
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        fatalError("a test asked the network")
    }

    func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        fatalError("a test asked the network")
    }
}

private struct Nobody: CredentialProvider {
    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? { nil }
}
