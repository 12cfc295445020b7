import ImageModel
import Manifests
import Planning
import Testing

/// Values of subcharts, single values from elsewhere, and tags that YAML takes for numbers.
@Suite struct HelmLayeringTests {
    private func repository(_ files: [String: String], digest: PlanningRules.HelmDigest = .auto) throws
        -> PlanningFixture
    {
        var fixture = PlanningFixture(files)
        fixture.rules.helmDigest = digest
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2"), ("1.1", "3"), ("1.10", "4")] as [(String, Character)] {
            fixture.add("gcr.io/p/app:\(tag)", digit)
            fixture.add("t.dev/x/app:\(tag)", digit)
        }
        return fixture
    }

    private static let template = "image: \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\"\n"

    private static func chart(_ folder: String, _ dependencies: String = "") -> [String: String] {
        [
            "\(folder)/Chart.yaml": "name: \(folder.split(separator: "/").last!)\nversion: 1.0.0\n" + dependencies,
            "\(folder)/templates/deployment.yaml": template,
        ]
    }

    @Test(arguments: [
        ("charts/sub", "dependencies:\n  - name: sub\n    alias: key\n", "key"),
        ("charts/sub", "", "sub"),
        ("../other", "dependencies:\n  - name: other\n    repository: file://../other\n", "other"),
    ])
    func aParentsValuesLieOverASubcharts(_ folder: String, _ dependencies: String, _ key: String) async throws {
        let sub = folder.hasPrefix("../") ? "other" : "app/\(folder)"
        var files = Self.chart("app", dependencies).merging(Self.chart(sub)) { $1 }
        files["\(sub)/values.yaml"] = "image:\n  repository: gcr.io/p/app\n  tag: v1\n"
        files["app/values.yaml"] = "\(key):\n  image:\n    tag: v2 # newer\n"
        let fixture = try repository(files)
        let plan = await fixture.plan()
        let parent = try #require(plan.first { $0.occurrence.file.string == "app/values.yaml" })
        #expect(parent.from == "gcr.io/p/app:v2")
        let written = try fixture.written(plan)
        #expect(written["app/values.yaml"] == "\(key):\n  image:\n    tag: v2\(PlanningFixture.pin("2")) # newer\n")
        #expect(
            written["\(sub)/values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: v1\(PlanningFixture.pin("1"))\n")
    }

    @Test func aSubchartsEmptyTagIsItsOwnVersion() async throws {
        var files = Self.chart("app").merging(Self.chart("app/charts/sub")) { $1 }
        files["app/charts/sub/Chart.yaml"]? += "appVersion: v1\n"
        files["app/charts/sub/templates/deployment.yaml"] =
            "image: \"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\"\n"
        files["app/charts/sub/values.yaml"] = "image:\n  repository: other/app\n  tag: ''\n"
        files["app/values.yaml"] = "sub:\n  image:\n    repository: gcr.io/p/app\n"
        let plan = await (try repository(files)).plan()
        #expect(plan.first { $0.occurrence.file.string == "app/values.yaml" }?.from == "gcr.io/p/app:v1")
    }

    private static func release(_ more: String, _ values: String) -> String {
        "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n  valuesFrom:\n"
            + "    - kind: ConfigMap\n      name: versions\n      valuesKey: web\n      targetPath: \(more)\n  values:\n"
            + "    image:\n      repository: gcr.io/p/app\n" + values
    }

    @Test func aSingleValueFromElsewhereBlocks() async throws {
        let text = Self.release("image.tag", "      digest: \(PlanningFixture.digest("1"))\n")
        let plan = await (try repository(["web.yaml": text])).plan()
        #expect(plan.map(\.reason) == [.renderDiffers])
        #expect(
            plan[0].message
                == "what web.yaml renders cannot be told: valuesFrom sets image.tag from ConfigMap/versions")
    }

    @Test(arguments: ["image.tag", "other.tag"])
    func theReleasesOwnValuesCountMore(_ target: String) async throws {
        let fixture = try repository(["web.yaml": Self.release(target, "      tag: v1\n")], digest: .tag)
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change])
    }

    @Test(arguments: [("1.10", "1.1", "3"), ("\"1.10\"", "1.10", "4")] as [(String, String, Character)])
    func aNumberIsPinnedAsItIsRendered(_ written: String, _ tag: String, _ digit: Character) async throws {
        let values = { (name: String, tag: String) in "image:\n  repository: \(name)\n  tag: \(tag) # t\n" }
        let fixture = try repository(["values.yaml": values("gcr.io/p/app", written)], digest: .tag)
        let plan = await fixture.plan()
        #expect(plan.map(\.from) == ["gcr.io/p/app:\(tag)"])
        let quotes = written.hasPrefix("\"") ? "\"" : ""
        #expect(
            try fixture.written(plan)["values.yaml"]
                == values("t.dev/x/app", "\(quotes)\(tag)\(PlanningFixture.pin(digit))\(quotes)"))
    }

    /// Beside a digest key the tag would go on to be a number: it is written again, with quotes, as what it renders to.
    @Test func aTagThatANumberIsWrittenForHasQuotes() async throws {
        let values = "image:\n  repository: gcr.io/p/app\n  tag: 1.10\n  digest: ''\n"
        let fixture = try repository(["values.yaml": values])
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: \"1.1\"\n  digest: '\(PlanningFixture.digest("3"))'\n")
    }

    private static let repositoryValues = "image:\n  repository: gcr.io/p/app\n  tag: v1\n"
    private static let overlay = "image:\n  tag: v2 # newer\n"

    private static func argo(_ file: String) -> String {
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec:\n  sources:\n"
            + "    - repoURL: https://git.example/o/config\n      path: app\n      helm: {valueFiles: ['\(file)']}\n"
            + "    - {repoURL: 'https://git.example/o/config', ref: cfg}\n"
    }

    /// A file that a release names is values whatever it is called, and no set of values by itself.
    @Test(arguments: [
        ("release.yaml", argo("$cfg/env/prod/app.yaml"), "env/prod/app.yaml"),
        ("release.yaml", argo("$cfg/env/prod/values.yaml"), "env/prod/values.yaml"),
        ("release.yaml", argo("../env/prod.yaml"), "env/prod.yaml"),
        ("release.yaml", argo("../env/*/b?.yaml"), "env/prod/b1.yaml"),
        (
            "helmfile.yaml", "releases:\n  - name: app\n    chart: ./app\n    values: [env/prod.yaml]\n",
            "env/prod.yaml"
        ),
    ])
    func aFileThatAReleaseNamesIsValues(_ release: String, _ text: String, _ file: String) async throws {
        var files = Self.chart("app")
        files["app/values.yaml"] = Self.repositoryValues
        files[file] = Self.overlay
        files[release] = text
        files["env/other.yaml"] = Self.overlay
        let fixture = try repository(files)
        let plan = await fixture.plan()
        let overlay = try #require(plan.first { $0.occurrence.file.string == file })
        #expect(overlay.from == "gcr.io/p/app:v2")
        let written = try fixture.written(plan)
        #expect(written[file] == "image:\n  tag: v2\(PlanningFixture.pin("2")) # newer\n")
        #expect(
            written["app/values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: v1\(PlanningFixture.pin("1"))\n")
        #expect(written["env/other.yaml"] == Self.overlay)
    }

    @Test func aGeneratedConfigMapsFileIsValues() async throws {
        let release =
            "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: app}\nspec:\n"
            + "  valuesFrom: [{kind: ConfigMap, name: app-values}]\n  values:\n    image:\n      tag: v2\n"
        let fixture = try repository(
            [
                "apps/kustomization.yaml":
                    "resources: [release.yaml]\nconfigMapGenerator:\n  - name: app-values\n    files: [values.yaml=app.yaml]\n",
                "apps/app.yaml": Self.repositoryValues, "apps/release.yaml": release,
            ], digest: .tag)
        let written = try fixture.written(await fixture.plan())
        #expect(written["apps/release.yaml"]?.contains("tag: v2\(PlanningFixture.pin("2"))\n") == true)
        #expect(written["apps/app.yaml"]?.contains("repository: t.dev/x/app\n") == true)
    }

    @Test func helmfilesInlineValuesLieOverItsFiles() async throws {
        var files = Self.chart("app")
        files["app/values.yaml"] = Self.repositoryValues
        files["env.yaml"] = Self.overlay
        files["helmfile.yaml"] =
            "releases:\n  - name: app\n    chart: ./app\n    values:\n      - env.yaml\n      - image:\n          tag: v1\n"
        let fixture = try repository(files)
        let plan = await fixture.plan()
        #expect(plan.first { $0.occurrence.file.string == "helmfile.yaml" }?.from == "gcr.io/p/app:v1")
        let written = try fixture.written(plan)
        #expect(written["env.yaml"] == Self.overlay)
        #expect(written["helmfile.yaml"]?.hasSuffix("tag: v1\(PlanningFixture.pin("1"))\n") == true)
    }
}
