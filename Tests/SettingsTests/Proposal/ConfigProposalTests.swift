import ImageModel
import Planning
import Settings
import Testing

/// What is proposed is read by what reads every configuration, and means what it says.
@Suite struct ConfigProposalTests {
    private func read(_ proposal: ConfigProposal) throws -> Configuration {
        try Configuration.read(Array(proposal.text.utf8), settings: OperatorSettings())
    }

    /// Where a rule of the proposal takes an image from.
    private func target(_ proposal: ConfigProposal, of image: String) throws -> String? {
        let repository = try ImageRepository(parsing: image)
        return try read(proposal).rules.rewrites.lazy.compactMap { $0.target(of: repository) }.first?.canonicalName
    }

    @Test func aProjectOfContainerRegistryGoesToASharedRepository() throws {
        let proposal = try ProposalSamples.proposal(
            "gcr.io/shop/api:1.0.0", "gcr.io/shop/web:2", "gcr.io/distroless/base:nonroot", "k8s.gcr.io/pause:3.9",
            "redis:7", wishes: ProposalSamples.wishes(to: "us-central1-docker.pkg.dev/shop/images"))
        #expect(
            proposal.text == """
                # yaml-language-server: $schema=https://pinnace.dev/schemas/v1alpha1/config.schema.json
                # How this repository's image references are moved and pinned. Proposed by 'pinnace init', from
                # 5 references in 5 files; no registry was asked. What it would do: pinnace reconcile --dry-run
                apiVersion: pinnace.dev/v1alpha1
                kind: Config

                # What every pinned image has to run on: an image that lacks one of these stays as it is.
                platforms: [linux/amd64]  # a guess: no file chooses nodes; with Arm nodes, add linux/arm64

                # Where images are taken from instead. The first rule that matches wins.
                # 'copy: missing' brings over what the target lacks, with all platforms, and moves no tag; say 'never' where
                # somebody else copies.
                rewrites:
                  - from: gcr.io/shop/{image...}  # 2 references in 2 files
                    to: us-central1-docker.pkg.dev/shop/images/{image...}
                    copy: missing
                  - from: k8s.gcr.io/{image...}  # 1 reference in 1 file
                    to: registry.k8s.io/{image...}
                  # Published for everybody, so they stay. To have them from your registry, take the '#' away:
                  # - from: gcr.io/distroless/{image...}  # 1 reference in 1 file
                  #   to: us-central1-docker.pkg.dev/shop/images/{image...}
                  #   copy: missing

                # These stay where they are, and are pinned there:
                #   docker.io: 1 reference in 1 file

                # Changes are offered for review. 'push' commits to the branch itself.
                publish:
                  mode: pull-request

                """)
        let configuration = try read(proposal)
        #expect(configuration.rules.platforms == [Platform("linux/amd64")!])
        #expect(configuration.publish.mode == .pullRequest)
        #expect(configuration.rules.rewrites.map(\.copy) == [.missing, .never])
        #expect(try target(proposal, of: "gcr.io/shop/api") == "us-central1-docker.pkg.dev/shop/images/api")
        #expect(try target(proposal, of: "k8s.gcr.io/pause") == "registry.k8s.io/pause")
        #expect(try target(proposal, of: "gcr.io/distroless/base") == nil)
    }

    /// Taking the `#` away is all that a person has to do.
    @Test func whatIsOfferedCanBeTaken() throws {
        let proposal = try ProposalSamples.proposal(
            "gcr.io/shop/api:1", "gcr.io/distroless/base:nonroot",
            wishes: ProposalSamples.wishes(to: "123456789012.dkr.ecr.us-east-1.amazonaws.com"))
        let lines = proposal.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let marks = ["# - from", "#   to:", "#   copy:", "# registries:", "#   - host:", "#     newRepositories:"]
        let text = lines.map { line in
            guard let mark = marks.first(where: { line.drop { $0 == " " }.hasPrefix($0) }) else { return line }
            return line.replacing(mark, with: mark.dropFirst(2))
        }.joined(separator: "\n")
        let configuration = try Configuration.read(Array(text.utf8), settings: OperatorSettings())
        #expect(configuration.rules.rewrites.count == 2)
        #expect(configuration.newRepositories.count == 1)
    }

    @Test func withoutATargetGooglesOwnMappingIsProposed() throws {
        let proposal = try ProposalSamples.proposal(
            "gcr.io/shop/api:1", "eu.gcr.io/example.com/shop/web:1", "gcr.io/distroless/base:1", "k8s.gcr.io/pause:3.9")
        #expect(
            proposal.text.contains(
                """
                rewrites:
                  # Container Registry was shut down; this is Google's mapping to Artifact Registry and registry.k8s.io.
                  #   eu.gcr.io/example.com/shop -> europe-docker.pkg.dev/example.com/shop/eu.gcr.io: 1 reference in 1 file
                  #   gcr.io/shop -> us-docker.pkg.dev/shop/gcr.io: 1 reference in 1 file
                  #   k8s.gcr.io -> registry.k8s.io: 1 reference in 1 file
                  #   gcr.io/distroless stays, as it is published for everybody: 1 reference in 1 file
                  - preset: gcr-to-artifact-registry
                    # copy: missing  # to bring over what is not there yet
                  # To a registry of your choice instead: pinnace init --dry-run --to HOST/PATH

                """))
        #expect(try read(proposal).rules.rewrites.map(\.mapping) == [.googleContainerRegistry])
    }

    @Test func kubernetesImagesAloneHaveTheirSuccessor() throws {
        let proposal = try ProposalSamples.proposal("k8s.gcr.io/pause:3.9")
        #expect(
            try target(proposal, of: "k8s.gcr.io/ingress-nginx/controller")
                == "registry.k8s.io/ingress-nginx/controller")
        #expect(try read(proposal).rules.rewrites.count == 1)
    }

    @Test func nothingToLeaveIsSaid() throws {
        let proposal = try ProposalSamples.proposal("redis:7", "quay.io/a/b:1", "quay.io/a/c:1")
        #expect(proposal.text.contains("pinnace init --dry-run --from quay.io --to HOST/PATH\n# rewrites:\n"))
        #expect(proposal.text.contains("#   quay.io: 2 references in 2 files\n#   docker.io: 1 reference in 1 file\n"))
        #expect(try read(proposal).rules.rewrites.isEmpty)
        #expect(try read(ProposalSamples.proposal()).rules.platforms == [Platform("linux/amd64")!])
    }

    /// Two images of one name from two places stay two images.
    @Test(arguments: [
        (["gcr.io/one/api:1", "gcr.io/two/api:1"], "r.example.com/t/one/api"),
        (["gcr.io/one/api:1", "gcr.io/two/web:1"], "r.example.com/t/api"),
        (["gcr.io/one/api:1", "eu.gcr.io/one/api:1"], "r.example.com/t/gcr.io/one/api"),
    ])
    func namesDoNotMeet(images: [String], target: String) throws {
        let files = images.enumerated().map { ("\($0.offset).yaml", ProposalSamples.pod($0.element)) }
        let references = try ProposalSamples.references(Dictionary(uniqueKeysWithValues: files))
        let proposal = ConfigProposal(references, try ProposalSamples.wishes(to: "r.example.com/t"))
        #expect(try self.target(proposal, of: "gcr.io/one/api") == target)
        let targets = try references.map { try self.target(proposal, of: $0.repository.canonicalName) }
        #expect(Set(targets).count == references.count)
    }

    @Test func whatIsNamedIsLeftToo() throws {
        let proposal = try ProposalSamples.proposal(
            "redis:7", "registry.corp.example:5000/team/app:1", "gcr.io/distroless/base:1",
            "gcr.io/distroless/static:1",
            wishes: ProposalSamples.wishes(
                to: "shop.azurecr.io", from: "docker.io", "registry.corp.example:5000/team/", "gcr.io/distroless"))
        #expect(try target(proposal, of: "redis") == "shop.azurecr.io/library/redis")
        #expect(try target(proposal, of: "registry.corp.example:5000/team/app") == "shop.azurecr.io/app")
        #expect(try target(proposal, of: "gcr.io/distroless/base") == "shop.azurecr.io/base")
        #expect(try target(proposal, of: "registry.corp.example:5000/other/app") == nil)
    }

    @Test func whatIsThereAlreadyStays() throws {
        let proposal = try ProposalSamples.proposal(
            "gcr.io/shop/images/api:1", "gcr.io/shop/web:1", wishes: ProposalSamples.wishes(to: "gcr.io/shop/images"))
        #expect(proposal.text.contains("- from: gcr.io/shop/{image...}  # 1 reference in 1 file\n"))
    }
}
