import ImageModel
import Manifests
import Planning
import Testing

/// Flux and Argo CD lay entries of their own over a folder: base and entries are one question.
@Suite struct KustomizeReleaseTests {
    private func repository(_ release: String, overlay: String = "", more: [String: String] = [:]) throws
        -> PlanningFixture
    {
        var fixture = PlanningFixture(
            [
                "base/deployment.yaml": Sample.deployment("gcr.io/p/app:v1"),
                "base/kustomization.yaml": "resources:\n  - deployment.yaml\n",
                "overlays/prod/kustomization.yaml": "resources:\n  - ../../base\n" + overlay,
                "release.yaml": release,
            ].merging(more) { $1 })
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2"), ("v3", "3")] as [(String, Character)] {
            for name in ["app", "web"] {
                fixture.add("gcr.io/p/\(name):\(tag)", digit)
                fixture.add("t.dev/x/\(name):\(tag)", digit)
            }
        }
        return fixture
    }

    private static func flux(_ images: String, path: String = "./overlays/prod", source: String = "flux-system")
        -> String
    {
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: apps
        spec:
          path: \(path)
          sourceRef:
            kind: GitRepository
            name: \(source)
          images:
        \(images)
        """
    }

    private static func argo(_ images: String, path: String = "overlays/prod") -> String {
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: apps
        spec:
          source:
            repoURL: https://git.example/o/config
            path: \(path)
            kustomize:
              images:
        \(images)
        """
    }

    /// What is built, by the release's name, before and after.
    private func rendered(_ fixture: PlanningFixture, _ files: [String: String]? = nil) -> Set<String> {
        var fixture = fixture
        if let files { fixture.files = files }
        return Set(
            RenderGraph(fixture.scans).contexts.filter { $0.name.contains("release") && $0.name != "release.yaml" }
                .map { $0.formula.rendered() })
    }

    @Test(arguments: ["", "images:\n  - name: other\n    newTag: v1\n"])
    func fluxEntriesFollowTheBase(_ overlay: String) async throws {
        let release = { (name: String, digest: String) in
            Self.flux("    - name: \(name) # by Flux\n      newTag: \"v2\"\n" + digest)
        }
        let fixture = try repository(release("gcr.io/p/app", ""), overlay: overlay)
        #expect(rendered(fixture) == ["gcr.io/p/app:v2"])
        let plan = await fixture.plan()
        #expect(plan.allSatisfy { $0.status == .change || $0.from.hasPrefix("other") })
        let files = try fixture.written(plan)
        #expect(files["base/deployment.yaml"] == Sample.deployment("t.dev/x/app:v1" + PlanningFixture.pin("1")))
        #expect(files["release.yaml"] == release("t.dev/x/app", "      digest: \"\(PlanningFixture.digest("2"))\"\n"))
        #expect(rendered(fixture, files) == ["t.dev/x/app:v2" + PlanningFixture.pin("2")])
    }

    @Test(arguments: [
        ("gcr.io/p/app:v2", "t.dev/x/app:v2" + PlanningFixture.pin("2"), "v2"),
        ("gcr.io/p/app=gcr.io/p/app:v2", "t.dev/x/app=t.dev/x/app:v2" + PlanningFixture.pin("2"), "v2"),
        (
            "gcr.io/p/app=gcr.io/p/web@\(PlanningFixture.digest("2"))",
            "t.dev/x/app=t.dev/x/web@\(PlanningFixture.digest("2"))", nil
        ),
    ])
    func argoEntriesFollowTheBase(_ old: String, _ new: String, _ tag: String?) async throws {
        let fixture = try repository(Self.argo("          - \"\(old)\" # by Argo\n"))
        let plan = await fixture.plan()
        #expect(plan.allSatisfy { $0.status == .change })
        let files = try fixture.written(plan)
        #expect(files["base/deployment.yaml"] == Sample.deployment("t.dev/x/app:v1" + PlanningFixture.pin("1")))
        #expect(files["release.yaml"] == Self.argo("          - \"\(new)\" # by Argo\n"))
        #expect(
            rendered(fixture, files).allSatisfy { $0.hasPrefix("t.dev/x/") && $0.hasSuffix(PlanningFixture.pin("2")) })
    }

    /// Another name alone keeps the base's tag, and would keep its digest, which is another image's.
    @Test func aNewNameAloneIsNotGivenTheBasesDigest() async throws {
        var fixture = try repository(Self.argo("          - gcr.io/p/app=gcr.io/p/web\n"))
        fixture.add("t.dev/x/web:v1", "8")
        fixture.add("gcr.io/p/web:v1", "8")
        let plan = await fixture.plan()
        let files = try fixture.written(plan)
        let planned = Set(plan.filter { $0.status == .change }.compactMap(\.to))
        #expect(rendered(fixture, files).isSubset(of: planned.union(rendered(fixture))))
        #expect(plan.contains { $0.reason == .renderDiffers })
    }

    /// `kustomize edit set image` takes the place of the entry with its name: that one is not rendered there.
    @Test(arguments: [true, false])
    func anEntryOfTheFolderIsReplaced(_ isFlux: Bool) async throws {
        let release =
            isFlux
            ? Self.flux("    - name: gcr.io/p/app\n      newTag: v3\n")
            : Self.argo("          - gcr.io/p/app=gcr.io/p/app:v3\n")
        let overlay = "images:\n  - name: gcr.io/p/app\n    newName: gcr.io/p/web\n    newTag: v2\n"
        let fixture = try repository(release, overlay: overlay)
        #expect(rendered(fixture) == ["gcr.io/p/app:v3"])
        let plan = await fixture.plan()
        #expect(plan.allSatisfy { $0.status == .change })
        let files = try fixture.written(plan)
        #expect(rendered(fixture, files) == ["t.dev/x/app:v3" + PlanningFixture.pin("3")])
        #expect(files["overlays/prod/kustomization.yaml"]?.contains("newName: t.dev/x/web\n") == true)
    }

    /// Flux makes a kustomization of a folder that has none, of its files and the kustomizations below it.
    @Test func aFolderWithoutAKustomizationIsBuiltByFlux() async throws {
        let release = Self.flux("    - name: gcr.io/p/app\n      newTag: v2\n", path: "apps")
        let more = [
            "apps/one/deployment.yaml": Sample.deployment("gcr.io/p/app:v1", name: "one"),
            "apps/two/kustomization.yaml": "resources: [deployment.yaml]\n",
            "apps/two/deployment.yaml": Sample.deployment("gcr.io/p/app:v3", name: "two"),
            "apps/two/deep/unused.yaml": Sample.deployment("gcr.io/p/app:v3", name: "unused"),
        ]
        let fixture = try repository(release, more: more)
        let files = try fixture.written(await fixture.plan())
        #expect(files["apps/one/deployment.yaml"]?.contains("t.dev/x/app:v1@") == true)
        #expect(files["release.yaml"]?.contains("- name: t.dev/x/app\n      newTag: v2\n      digest: ") == true)
        #expect(rendered(fixture, files) == ["t.dev/x/app:v2" + PlanningFixture.pin("2")])
    }

    @Test func aSourceThatIsAnotherRepositoryIsLeftAlone() async throws {
        let source = { (name: String, url: String) in
            "apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: \(name)}\nspec: {url: \(url)}\n"
        }
        let more = [
            "a.yaml": source("flux-system", "ssh://git@git.example/o/config"),
            "b.yaml": source("other", "https://git.example/o/other.git"),
            "c.yaml": source("same", "https://git.example/o/config.git"),
        ]
        let release = { Self.flux("    - name: gcr.io/p/app\n      newTag: v2\n", source: $0) }
        let other = await (try repository(release("other"), more: more)).plan()
        #expect(other.first { $0.occurrence.file.string == "base/deployment.yaml" }?.status == .blocked)
        let same = await (try repository(release("same"), more: more)).plan()
        #expect(same.allSatisfy { $0.status == .change })
    }

    /// Another repository may have the same folders, and a tag does not move with what is written here.
    @Test(arguments: [
        ("https://git.example/o/other", "HEAD", true), ("git@git.example:o/config.git", "main", false),
        ("https://git.example/o/config", "v1.2.0", true),
        ("https://git.example/o/config", "0123456789012345678901234567890123456789", true),
    ])
    func whatIsBuiltElsewhereBlocksAMove(_ url: String, _ revision: String, _ isElsewhere: Bool) async throws {
        let release = Self.argo("          - gcr.io/p/app:v2\n").replacing(
            "repoURL: https://git.example/o/config", with: "repoURL: \(url)\n    targetRevision: \(revision)")
        let others = Dictionary(
            uniqueKeysWithValues: (0..<2).map { number in
                ("other\(number).yaml", Self.argo("          - unmet:v2\n", path: "base"))
            })
        let plan = await (try repository(release, more: others)).plan()
        let base = try #require(plan.first { $0.occurrence.file.string == "base/deployment.yaml" })
        #expect(base.status == (isElsewhere ? .blocked : .change))
    }

    @Test func patchesOfAReleaseMeetItsEntries() async throws {
        let patches =
            "  patches:\n    - patch: |\n        - op: replace\n          path: /spec/template/spec/containers/0/image\n"
            + "          value: IMAGE # patched\n      target: {kind: Deployment}\n"
        let release = { (image: String, name: String, digest: String) in
            Self.flux("    - name: \(name)\n      newTag: v2\n\(digest)" + patches.replacing("IMAGE", with: image))
        }
        let fixture = try repository(release("gcr.io/p/app:v3", "gcr.io/p/app", ""))
        let plan = await fixture.plan()
        let files = try fixture.written(plan)
        #expect(
            files["release.yaml"]
                == release(
                    "t.dev/x/app:v3" + PlanningFixture.pin("3"), "t.dev/x/app",
                    "      digest: \(PlanningFixture.digest("2"))\n"))
        #expect(rendered(fixture, files) == ["t.dev/x/app:v2" + PlanningFixture.pin("2")])
    }

    /// What kustomize makes of the folder as Flux and Argo CD leave it before they build.
    @Test(
        .enabled(if: KustomizeRenderer.installed != nil, "no kubectl of at least 1.27 is installed"),
        arguments: [
            true, false,
        ])
    func kubectlRendersWhatWasPlanned(_ isFlux: Bool) async throws {
        let renderer = try #require(KustomizeRenderer.installed)
        let release =
            isFlux
            ? Self.flux("    - name: gcr.io/p/app\n      newTag: v2\n") : Self.argo("          - gcr.io/p/app:v2\n")
        let fixture = try repository(release)
        let files = try fixture.written(await fixture.plan())
        let before = try renderer.images(of: ["overlays/prod"], in: Self.edited(fixture.files, isFlux))
        let after = try renderer.images(of: ["overlays/prod"], in: Self.edited(files, isFlux))
        #expect(Set(before.flatMap(\.values)) == ["gcr.io/p/app:v2"])
        #expect(Set(after.flatMap(\.values)) == ["t.dev/x/app:v2" + PlanningFixture.pin("2")])
    }

    private static func edited(_ files: [String: String], _ isFlux: Bool) -> [String: String] {
        var files = files
        let release = files.removeValue(forKey: "release.yaml") ?? ""
        let list = release.split(separator: "images:\n").last.map(String.init) ?? ""
        var entries = list
        if !isFlux, let text = list.split(separator: "- ").last?.split(separator: "\n").first {
            let name = text.prefix { $0 != ":" }
            let version = text.dropFirst(name.count + 1).split(separator: "@")
            entries = "  - name: \(name)\n    newTag: \(version[0])\n"
            if version.count > 1 { entries += "    digest: \(version[1])\n" }
        }
        files["overlays/prod/kustomization.yaml", default: ""] += "images:\n" + entries
        return files
    }
}
