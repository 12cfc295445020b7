import ImageModel
import Manifests
import Planning
import Synchronization
import YAMLSource

/// A repository of a few files and registries of a few images, planned and written in memory.
struct PlanningFixture {
    var files: [String: String]
    var images: [String: ResolvedImage] = [:]
    /// By repository and digest; asking about any other fails.
    var facts: [String: [ImageFacts]] = [:]
    var signed: Set<String> = []
    var findings: [String: [String: Int]] = [:]
    /// Whether a tag names an image, by repository and digest.
    var holdings: [String: TagHolding] = [:]
    var rules = PlanningRules()
    var holds: [Hold] = []
    /// What each repository lists; a failure for one that is not named.
    var tags: [String: [String]] = [:]
    /// When an image was made, by reference.
    var dates: [String: String] = [:]
    /// The repositories that were listed, in any order.
    let listed = ListedRepositories()

    init(_ files: [String: String]) {
        self.files = files
    }

    /// Adds an image under a tag; the digest is made of one hex digit.
    mutating func add(_ reference: String, _ digit: Character, _ platforms: [String] = ["linux/amd64", "linux/arm64"]) {
        let offered = platforms.compactMap { Platform($0) }
        let children = Dictionary(uniqueKeysWithValues: zip((0..<16).map { Self.digest(digit, suffix: $0) }, offered))
        let image = ResolvedImage(
            digest: Self.digest(digit), mediaType: .ociIndex, size: 1, platforms: offered, children: children)
        images[reference] = image
        guard let parsed = try? ImageReference(parsing: reference) else { return }
        images[parsed.with(tag: nil, digest: image.digest).canonical] = image
    }

    static func digest(_ digit: Character, suffix: Int? = nil) -> Digest {
        let tail = suffix.map { String($0, radix: 16) } ?? String(digit)
        return Digest("sha256:" + String(repeating: digit, count: 63) + tail)!
    }

    static func pin(_ digit: Character) -> String { "@\(digest(digit))" }

    mutating func rewrite(
        _ from: String, _ to: String, copy: RewriteRule.CopyMode = .never,
        identity: RewriteRule.IdentityMode = .ifReadable
    ) throws {
        let pattern = try PathSegmentPattern(from)
        let target = try RewriteTarget(to, captures: pattern.captures)
        rules.rewrites.append(
            RewriteRule(
                name: "rewrites[\(rules.rewrites.count)]", mapping: .pattern(from: pattern, to: target), copy: copy,
                identity: identity))
    }

    var scans: [FileScan] {
        files.map { FileLocator().scan(RepositoryPath($0.key)!, Array($0.value.utf8)) }.sorted { $0.file < $1.file }
    }

    func plan() async -> [PlannedReference] {
        let planner = Planner(rules: rules, holds: HoldBook(holds, today: "2026-11-20"))
        let graph = RenderGraph(scans)
        let answers = Answers(
            images: images, facts: facts, signed: signed, findings: findings, holdings: holdings, tags: tags,
            dates: dates, listed: listed)
        let choices = await planner.follow(graph, listing: answers)
        return await planner.plan(graph, asking: answers, following: choices)
    }

    /// A policy for everything.
    mutating func follow(_ policy: TagPolicy, match: String = "**") throws {
        rules.policies.append(
            PlanningRules.Policy(
                name: "policies[\(rules.policies.count)]", match: try PathSegmentPattern(match), platforms: nil,
                follow: policy))
    }

    /// The files after the plan's edits.
    func written(_ plan: [PlannedReference]) throws -> [String: String] {
        var files = files
        let once = Dictionary(plan.flatMap(\.edits).map { ($0.site.id, $0) }, uniquingKeysWith: { first, _ in first })
        let edits = Dictionary(grouping: once.values, by: \.site.id.file)
        for (file, edits) in edits {
            let writes = edits.map { SiteWrite(site: $0.site, value: $0.to) }
            let bytes = try SiteWriting.apply(writes, to: Array(files[file.string, default: ""].utf8))
            files[file.string] = String(decoding: bytes, as: UTF8.self)
        }
        return files
    }

    private struct Answers: ImageResolver, TagLister {
        let images: [String: ResolvedImage]
        let facts: [String: [ImageFacts]]
        let signed: Set<String>
        let findings: [String: [String: Int]]
        let holdings: [String: TagHolding]

        let tags: [String: [String]]
        let dates: [String: String]
        let listed: ListedRepositories

        func facts(
            of image: ImageReference, on platforms: [Platform]
        ) async -> Result<[ImageFacts], ResolutionFailure> {
            guard let facts = facts[image.canonical] else {
                return .failure(ResolutionFailure(.notFound, "nobody asks what \(image.canonical) is"))
            }
            return .success(facts.filter { fact in platforms.isEmpty || platforms.contains { $0 == fact.platform } })
        }

        func findings(
            of image: ImageReference, on platforms: [Platform]
        ) async -> Result<[ImageFindings], ResolutionFailure> {
            guard let counts = findings[image.canonical] else {
                return .failure(ResolutionFailure(.notFound, "nobody asks what scans found"))
            }
            return .success(platforms.map { ImageFindings(platform: $0, counts: counts) })
        }

        func holding(of image: ImageReference) async -> TagHolding { holdings[image.canonical] ?? .tagged }

        func objection(to image: ImageReference, _ requirement: SignatureRequirement) async -> ResolutionFailure? {
            signed.contains(image.canonical)
                ? nil : ResolutionFailure(.signatureMissing, "\(image.canonical): \(requirement.description)")
        }

        func listTags(
            of repository: ImageRepository, _ page: @escaping @Sendable ([ImageTag]) -> Void
        ) async -> ResolutionFailure? {
            listed.add(repository.canonicalName)
            guard let names = tags[repository.canonicalName] else {
                return ResolutionFailure(.rateLimited, "\(repository.host) limits how often it is asked")
            }
            for name in names { page([ImageTag(name)].compactMap(\.self)) }
            return nil
        }

        func created(_ reference: ImageReference) async -> Result<CreationTime?, ResolutionFailure> {
            .success(dates[reference.canonical].flatMap { CreationTime($0) })
        }

        func resolve(_ reference: ImageReference) async -> Result<ResolvedImage, ResolutionFailure> {
            let key =
                reference.digest == nil
                ? reference.canonical : reference.with(tag: nil, digest: reference.digest).canonical
            return images[key].map { .success($0) }
                ?? .failure(ResolutionFailure(.notFound, "\(reference.canonical) is not there"))
        }
    }
}

/// Which repositories were asked for their tags.
final class ListedRepositories: Sendable {
    private let names = Mutex<[String]>([])

    func add(_ name: String) { names.withLock { $0.append(name) } }
    var sorted: [String] { names.withLock(\.self).sorted() }
}

enum Sample {
    static func deployment(_ image: String, name: String = "api") -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: \(name)
        spec:
          template:
            spec:
              containers:
                - name: main
                  image: \(image) # why

        """
    }
}
