import ImageModel
import Settings
import Testing

/// What the files say of platforms, Helm, folders and command lines.
@Suite struct ProposalFactsTests {
    private func text(_ files: [String: String], platforms: [Platform]? = nil) throws -> String {
        var wishes = ConfigProposal.Wishes()
        wishes.platforms = platforms
        let text = ConfigProposal(try ProposalSamples.references(files), wishes).text
        _ = try Configuration.read(Array(text.utf8), settings: OperatorSettings())
        return text
    }

    private static let arm = ", nodeSelector: {kubernetes.io/arch: arm64}"

    @Test func platformsAreThoseThatWorkloadsChoose() throws {
        let text = try text([
            "a.yaml": ProposalSamples.pod("a.example/x:1", Self.arm),
            "b.yaml": ProposalSamples.pod("a.example/y:1", Self.arm),
            "c.yaml": ProposalSamples.pod("a.example/z:1", ", nodeSelector: {kubernetes.io/arch: amd64}"),
            "d.yaml": ProposalSamples.pod("a.example/z:1"),
        ])
        #expect(
            text.contains(
                """
                #   linux/arm64: chosen by 2 references in 2 files
                #   linux/amd64: chosen by 1 reference in 1 file
                platforms: [linux/amd64, linux/arm64]

                """))
    }

    /// Who chooses Arm has other nodes, too; what chooses nothing may run on those.
    @Test func whatChoosesNothingRunsOnTheUsual() throws {
        let text = try text([
            "a.yaml": ProposalSamples.pod("a.example/x:1", Self.arm), "b.yaml": ProposalSamples.pod("a.example/y:1"),
        ])
        #expect(
            text.contains(
                """
                #   linux/arm64: chosen by 1 reference in 1 file
                #   linux/amd64: a guess, for 1 reference in 1 file that choose nothing
                platforms: [linux/amd64, linux/arm64]

                """))
        #expect(
            try self.text(["a.yaml": ProposalSamples.pod("a.example/x:1", Self.arm)]).contains(
                "\nplatforms: [linux/arm64]\n"))
    }

    /// What an image is built for, and what a test runs on, says nothing of nodes.
    @Test func buildsAndTestsChooseNoNodes() throws {
        let text = try text([
            "Dockerfile": "FROM --platform=linux/arm/v7 a.example/x:1\n",
            "tests/a.yaml": ProposalSamples.pod("a.example/x:1", Self.arm),
        ])
        #expect(text.contains("\nplatforms: [linux/amd64]  # a guess"))
    }

    @Test func taskDefinitionsSayWhereTheyRun() throws {
        let task = """
            {"family": "a", "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
             "containerDefinitions": [{"name": "a", "image": "a.example/x:1"}]}

            """
        #expect(try text(["task-definition.json": task]).contains("\nplatforms: [linux/arm64]\n"))
    }

    /// A choice among several is no word on which nodes there are, and Windows' none on the others'.
    @Test func whatSeveralWouldDoForSaysNothing() throws {
        let affinity = """
            , affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [\
            {matchExpressions: [{key: kubernetes.io/arch, operator: In, values: [amd64, arm64]}]}]}}}
            """
        let text = try text([
            "a.yaml": ProposalSamples.pod("a.example/x:1", affinity),
            "b.yaml": ProposalSamples.pod("a.example/y:1", ", nodeSelector: {kubernetes.io/os: windows}"),
        ])
        #expect(text.contains("\nplatforms: [linux/amd64]  # a guess"))
        #expect(text.contains("# 1 reference in 1 file on Windows: they need a policy with 'platforms' of its own.\n"))
    }

    @Test func whatIsSaidOfPlatformsCounts() throws {
        let text = try text(
            ["a.yaml": ProposalSamples.pod("a.example/x:1", Self.arm)], platforms: [Platform("linux/s390x")!])
        #expect(text.contains("\nplatforms: [linux/s390x]  # as it was said\n"))
    }

    @Test func foldersThatAreNotDeployedAreOffered() throws {
        let text = try text([
            "vendor/x/a.yaml": ProposalSamples.pod("a.example/x:1"),
            "pkg/testdata/b.yaml": ProposalSamples.pod("a.example/x:1"),
            "pkg/testdata/c.yaml": ProposalSamples.pod("a.example/x:1"),
            "k8s/d.yaml": ProposalSamples.pod("a.example/x:1"),
        ])
        #expect(
            text.contains(
                """
                # files:
                #   exclude:
                #     - "**/testdata/**"  # 2 references in 2 files
                #     - "**/vendor/**"  # 1 reference in 1 file

                """))
    }

    @Test func helmValuesHaveTheirLine() throws {
        let values =
            "image:\n  repository: a.example/x\n  tag: 1.0.0\nother:\n  image:\n    repository: a.example/y\n    tag: 1.0.0\n    digest: \"\"\n"
        let text = try text(["charts/a/values.yaml": values])
        #expect(text.contains("(2 references in 1 file, 1 with a digest key)"))
        #expect(text.contains("\nhelm: {digest: auto}\n"))
    }

    @Test func commandLinesAreCounted() throws {
        let text = try text(["deploy.sh": "#!/bin/sh\ndocker run --rm gcr.io/shop/tool:1.0.0\n"])
        #expect(text.contains("# On command lines: 1 reference in 1 file."))
        #expect(text.contains("#   gcr.io/shop -> us-docker.pkg.dev/shop/gcr.io: 1 reference in 1 file\n"))
    }

    @Test(arguments: ["# pinnace: ignore", "# {\"$imagepolicy\": \"flux-system:app\"}"])
    func whatIsAnothersIsNotMoved(comment: String) throws {
        let pod = "kind: Pod\napiVersion: v1\nspec:\n  containers:\n    - image: gcr.io/shop/a:1  \(comment)\n"
        #expect(!(try text(["a.yaml": pod])).contains("gcr.io/shop"))
    }

    @Test func manyChangesCanBeSpread() throws {
        let files = (1...21).map { ("\($0).yaml", ProposalSamples.pod("a.example/x:\($0)")) }
        #expect(try text(Dictionary(uniqueKeysWithValues: files)).contains("  # maximumChanges: 20  # in one run"))
    }
}
