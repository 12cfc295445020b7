import ArgumentParser
import ImageModel
import Reconciliation
import Registry
import Settings
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an image with all platforms and signatures, registry to registry; the digest stays what it is.",
        discussion: """
            A tag that names other content at the target is not moved without --replace: the image is then pushed by digest \
            alone, and that is said. Copying what is there costs the target one question, and brings what was attached \
            since. With --platform, fewer platforms are copied, and the digest at the target is another, which no \
            signature of the source speaks for.
            """
    )

    @Argument(help: ArgumentHelp("The image to copy.", valueName: "source"))
    var source: String?

    @Argument(help: ArgumentHelp("Where it goes.", valueName: "target"))
    var target: String?

    @Option(
        name: .customLong("from-plan"),
        help: ArgumentHelp("Copy what a plan (reconcile --format json) found missing, instead.", valueName: "file"))
    var plan: String?

    @Flag(name: .customLong("replace"), help: "Move a tag that names other content.")
    var replaces = false

    @Flag(
        name: .customLong("without-attachments"), help: "Leave out signatures, attestations by reference and the like.")
    var leavesAttachments = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [.text, .json].contains(common.format) else { throw ValidationError("copy writes text or json") }
        guard (plan == nil) == (target != nil), plan == nil || source == nil else {
            throw ValidationError("copy takes SOURCE and TARGET, or --from-plan FILE")
        }
        guard plan == nil || common.platforms.isEmpty else {
            throw ValidationError("--platform changes digests, and a plan names the digests it wants: leave one out")
        }
    }

    func run() async throws {
        await CommandRun.run(common) { session in
            let run = CopyRun(session, try wanted())
            return try await run.run(
                CopyOptions(
                    replace: replaces, platforms: session.settings.platforms ?? [], attachments: !leavesAttachments))
        }
    }

    private func wanted() throws -> CopyRun.Wanted {
        guard let plan else {
            return .one(
                try RegistryRun.reference(source ?? "", "SOURCE"), try RegistryRun.reference(target ?? "", "TARGET"))
        }
        return .plan(try PlannedCopies(file: plan).copies)
    }
}

/// The copies that a stored plan names, each once.
struct PlannedCopies {
    struct Entry: Hashable {
        let source: ImageReference
        let target: ImageReference
        let replaces: Bool
    }

    private static let maximumBytes = 256 << 20
    let copies: [Entry]

    init(file: String) throws {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: file))
        } catch {
            throw UsageError("--from-plan: \(file) cannot be read")
        }
        try self.init(bytes, name: file)
    }

    init(_ bytes: Data, name: String) throws {
        let decoder = JSONDecoder()
        guard bytes.count <= Self.maximumBytes, let head = try? decoder.decode(Head.self, from: bytes),
            head.kind == "Plan", head.apiVersion.hasPrefix(Self.group)
        else { throw UsageError("--from-plan: \(name) is no plan that reconcile --format json wrote") }
        guard head.apiVersion == ReportVersion.apiVersion, let plan = try? decoder.decode(Body.self, from: bytes) else {
            throw UsageError(
                "--from-plan: \(name) is a plan of another version (\(head.apiVersion.printable(limit: 60))), which cannot "
                    + "be read: make it anew with 'pinnace reconcile --dry-run --format json'")
        }
        var seen: Set<Entry> = []
        copies = try plan.references.flatMap { $0.copies ?? [] }.map(Self.entry).filter { seen.insert($0).inserted }
    }

    private static let group = "pinnace.dev/"

    private struct Head: Decodable {
        let apiVersion: String
        let kind: String
    }

    /// What copying needs of a plan. What else there is in it differs among the programs that wrote it.
    private struct Body: Decodable {
        struct Reference: Decodable { let copies: [Copy]? }
        struct Copy: Decodable {
            let source: String
            let target: String
            let digest: String
            let replace: Bool?
        }
        let references: [Reference]
    }

    /// By the digest that was planned, whatever the tag names now.
    private static func entry(_ copy: Body.Copy) throws -> Entry {
        guard let digest = Digest(copy.digest) else {
            throw UsageError("--from-plan: '\(copy.digest.printable(limit: 100))' is not a digest")
        }
        let source = try RegistryRun.reference(copy.source, "--from-plan")
        let target = try RegistryRun.reference(copy.target, "--from-plan")
        return Entry(
            source: source.with(tag: source.tag, digest: digest), target: target.with(tag: target.tag, digest: digest),
            replaces: copy.replace ?? false)
    }
}
