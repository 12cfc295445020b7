import ImageModel
import Manifests
import Planning
import Registry
import Settings
import Testing

@Suite struct ConfigReadingTests {
    /// Every default, spelled out: it has to change nothing.
    private static let standard = """
        files: {include: ["**"], exclude: []}
        platforms: []
        registries: []
        rewrites: []
        policies: []
        helm: {digest: auto}
        movedTag: {floating: update, version: block}
        write: {form: tag-and-digest}
        commit: {}
        publish: {mode: push}
        """

    @Test(arguments: [nil, "", standard, "files:\nhelm: null\nrewrites: ~\n"])
    func whatIsLeftOutHasItsDefault(_ body: String?) throws {
        let none = try Configuration.read(nil, settings: OperatorSettings())
        let read = try body.map { text throws(ConfigurationError) in try ConfigText.read(text) } ?? none
        #expect(read.files == none.files)
        #expect(read.rules == none.rules)
        #expect(read.registries == none.registries)
        #expect(read.refusedHosts.isEmpty)
        #expect(read.commit == none.commit)
        #expect(read.publish == none.publish)
        #expect(none.rules == PlanningRules())
    }

    @Test func everythingSaid() throws {
        let configuration = try ConfigText.read(
            """
            files: {include: ["apps/**"], exclude: ["apps/old/**"]}
            platforms: [linux/amd64, linux/arm/v7]
            rewrites:
              - {from: "gcr.io/a/{image}", to: "x.dev/b/{image}", copy: replace, identity: require}
              - {preset: gcr-to-artifact-registry, copy: missing}
            policies:
              - {match: "x.dev/**", platforms: [linux/arm64], follow: tag}
            helm: {digest: key}
            movedTag: {floating: block, version: update}
            write: {form: digest}
            commit: {subject: "Pin {images}", body: "{details}", author: "A  B <a@b.example>", sign: ssh}
            publish: {mode: push, maximumChanges: 20}
            """)
        let rules = configuration.rules
        #expect(rules.platforms.map(\.description) == ["linux/amd64", "linux/arm/v7"])
        #expect(rules.rewrites.map(\.name) == ["rewrites[0]", "rewrites[1]"])
        #expect(rules.rewrites.map(\.copy) == [.replace, .missing])
        #expect(rules.rewrites.map(\.identity) == [.require, .ifReadable])
        #expect(rules.policies.first?.platforms?.map(\.description) == ["linux/arm64"])
        #expect(rules.helmDigest == .key)
        #expect([rules.movedFloatingTag, rules.movedVersionTag] == [.block, .update])
        #expect(rules.writeForm == .digest)
        #expect(rules.maximumChanges == 20)
        #expect(configuration.commit.subject == (try PlanTemplate("Pin {images}")))
        #expect(configuration.commit.body == (try PlanTemplate("{details}")))
        #expect(configuration.commit.sign == .ssh)
        #expect(configuration.commit.author == CommitAuthor(name: "A B", email: "a@b.example"))
        #expect(configuration.publish.mode == .push)
    }

    @Test func howChangesAreOffered() throws {
        let publish = try ConfigText.read(
            """
            publish:
              mode: pull-request
              branch: chore/pin-{base}-{group}
              grouping: owner
              labels: [images]
              reviewers: [ana, my-org/platform]
              autoMerge: true
            """
        ).publish
        #expect(publish.mode == .pullRequest && publish.grouping == .owner && publish.mergesWhenReady)
        #expect(publish.branch == "chore/pin-{base}-{group}")
        #expect(publish.labels == ["images"] && publish.reviewers == ["ana", "my-org/platform"])
    }

    @Test func whatAPolicyAsksOfAnImage() throws {
        let image = try ConfigText.read(
            """
            policies:
              - match: "x.dev/**"
                image:
                  maximumCompressedSize: 1 GiB
                  exposedPort: 8000
                  entrypoint: required
                  user: non-root
                  healthcheck: required
                  maximumAge: 2w
                  labels: [team, "source=https://x.dev/*"]
            """
        ).rules.policies[0].demands.image
        var expected = ImageRequirements()
        expected.maximumCompressedSize = 1 << 30
        expected.exposedPort = 8000
        expected.needsEntrypoint = true
        expected.refusesRoot = true
        expected.needsHealthCheck = true
        expected.maximumAge = 14 * 86_400
        expected.labels = [.init(key: "team", value: nil), .init(key: "source", value: "https://x.dev/*")]
        #expect(image == expected)
    }

    @Test(arguments: [
        ("verify: {cosign: {key: release}}", SignatureRequirement.cosignKey("release")),
        (
            "verify: {cosign: {issuer: \"https://i.dev\", subject: \"*@x.dev\", trustRoot: ours}}",
            .cosignIdentity(issuer: "https://i.dev", subject: "*@x.dev", root: "ours")
        ),
        (
            "verify: {notation: {trustStore: acme, identities: [\"x509.subject: C=US, ST=WA, O=Acme\"]}}",
            .notation(store: "acme", identities: ["x509.subject: C=US, ST=WA, O=Acme"])
        ),
        (
            "verify: {notation: {trustStore: acme, identities: [\"*\"], timestampStore: clock}}",
            .notation(
                store: "acme", identities: ["*"], timestamps: TimestampRequirement(store: "clock", rule: .always))
        ),
        (
            "verify: {notation: {trustStore: a, identities: [\"*\"], timestampStore: b, verifyTimestamp: afterCertExpiry}}",
            .notation(
                store: "a", identities: ["*"], timestamps: TimestampRequirement(store: "b", rule: .afterCertExpiry))
        ),
    ])
    func whoHasToStandForAnImage(_ keys: String, _ expected: SignatureRequirement) throws {
        let policy = try ConfigText.read("policies:\n  - match: \"**\"\n    \(keys)\n").rules.policies[0]
        #expect(policy.demands.signature == expected)
    }

    @Test func whatScansMayFindAndHowRepositoriesAreMade() throws {
        let configuration = try ConfigText.read(
            """
            registries:
              - host: 123456789012.dkr.ecr.us-east-1.amazonaws.com
                newRepositories: {tags: immutable, scan: on-push, encryption: KMS, kmsKey: "arn:x"}
            policies:
              - {match: "**", scan: {maximumSeverity: high}}
            """)
        #expect(configuration.rules.policies[0].demands.maximumSeverity == .high)
        var expected = NewRepositories()
        expected.tags = .immutable
        expected.scan = .onPush
        expected.encryption = .kms
        expected.kmsKey = "arn:x"
        #expect(configuration.newRepositories == ["123456789012.dkr.ecr.us-east-1.amazonaws.com": expected])
        #expect(configuration.registries.hosts.isEmpty)
    }

    @Test func theOperatorsPlatformsStandInForTheRepositorys() throws {
        var settings = OperatorSettings()
        settings.platforms = [try #require(Platform("linux/arm64"))]
        let configuration = try ConfigText.read("platforms: [linux/amd64]\n", settings: settings)
        #expect(configuration.rules.platforms.map(\.description) == ["linux/arm64"])
    }

    @Test(arguments: [
        ("apps/api/deployment.yaml", true), ("apps/old/x.yaml", false), ("apps/older/x.yaml", true),
        ("README.yaml", false), ("apps/a.tmp.yaml", false), ("charts/x/values.yaml", true),
        ("charts/x/y/values.yaml", false),
    ])
    func filesAreChosenByGlobs(_ path: String, _ isSelected: Bool) throws {
        let configuration = try ConfigText.read(
            "files: {include: [\"apps/**\", \"charts/*/values.yaml\"], exclude: [\"apps/old/\", \"**/*.tmp.yaml\"]}\n")
        #expect(configuration.files.contains(try #require(RepositoryPath(path))) == isSelected)
    }
}
