import ImageModel
import Manifests
import Planning
import Testing

@Suite struct HelmPlanningTests {
    private func repository(_ files: [String: String], digest: PlanningRules.HelmDigest = .auto) throws
        -> PlanningFixture
    {
        var fixture = PlanningFixture(files)
        fixture.rules.helmDigest = digest
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2")] as [(String, Character)] {
            fixture.add("gcr.io/p/app:\(tag)", digit)
            fixture.add("t.dev/x/app:\(tag)", digit)
        }
        return fixture
    }

    private static let template = "image: \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\"\n"

    @Test func piecesAreOneUnit() async throws {
        let values = "image:\n  registry: gcr.io\n  repository: p/app\n  tag: v1 # keep\n  digest: \"\"\n"
        let fixture = try repository(["values.yaml": values])
        let plan = await fixture.plan()
        #expect(plan.map(\.from) == ["gcr.io/p/app:v1"])
        #expect(plan.map(\.to) == ["t.dev/x/app:v1" + PlanningFixture.pin("1")])
        #expect(
            try fixture.written(plan)["values.yaml"]
                == "image:\n  registry: t.dev\n  repository: x/app\n  tag: v1 # keep\n  digest: \"\(PlanningFixture.digest("1"))\"\n"
        )
    }

    @Test func aDigestDoesNotOutrankTheTagOfALayerAbove() async throws {
        let fixture = try repository([
            "chart/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: v1\n  digest: \"\"\n",
            "chart/values-prod.yaml": "image:\n  tag: v2\n",
        ])
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change, .change])
        let files = try fixture.written(plan)
        #expect(
            files["chart/values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: v1\n  digest: \"\(PlanningFixture.digest("1"))\"\n")
        #expect(files["chart/values-prod.yaml"] == "image:\n  tag: v2\n  digest: \(PlanningFixture.digest("2"))\n")
    }

    @Test func theTagTakesTheDigestWhereTheTemplatesShowIt() async throws {
        let fixture = try repository([
            "chart/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: v1\n",
            "chart/templates/deployment.yaml": Self.template,
        ])
        let plan = await fixture.plan()
        #expect(
            try fixture.written(plan)["chart/values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: v1\(PlanningFixture.pin("1"))\n")
    }

    @Test func aTagInALabelIsNotTouched() async throws {
        let fixture = try repository([
            "chart/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: v1\n",
            "chart/templates/deployment.yaml": "version: {{ .Values.image.tag }}\n" + Self.template,
        ])
        let plan = await fixture.plan()
        #expect(plan.map(\.reason) == [.templated, .helmDigestForm])
        #expect(plan[0].message == "the chart's templates fill it in from image.repository, image.tag")
        #expect(
            plan[1].message
                == "chart/templates/deployment.yaml:1 uses the tag outside of an image, where a digest breaks it: add a digest "
                + "key to the chart, or set helm.digest to 'tag' if it does not")
        #expect(try fixture.written(plan) == fixture.files)
    }

    @Test func aChartThatIsNotAtHandIsAskedAbout() async throws {
        let values = ["values.yaml": "sidecar:\n  image:\n    repository: gcr.io/p/app\n    tag: v1\n"]
        let undecided = await (try repository(values)).plan()
        #expect(undecided.map(\.reason) == [.helmDigestForm])
        let fixture = try repository(values, digest: .key)
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == "sidecar:\n  image:\n    repository: t.dev/x/app\n    tag: v1\n    digest: \(PlanningFixture.digest("1"))\n"
        )
    }

    @Test(arguments: ["registry: gcr.io", "registry: gcr.io\n  tag: v1", "repository: gcr.io\n  tag: v1"])
    func aRegistryAloneIsNoImage(values: String) async throws {
        let fixture = try repository(["values.yaml": "image:\n  \(values)\n"], digest: .tag)
        #expect(await fixture.plan().map(\.reason) == [.incomplete])
    }

    @Test func aBaseWithoutATagIsFilledByItsLayers() async throws {
        let fixture = try repository(
            [
                "values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: \"\"\n",
                "values-prod.yaml": "image:\n  tag: v2\n",
            ],
            digest: .tag)
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change, .skipped])
        #expect(plan.map(\.reason) == [nil, .incomplete])
        let files = try fixture.written(plan)
        #expect(files["values.yaml"] == "image:\n  repository: t.dev/x/app\n  tag: \"\"\n")
        #expect(files["values-prod.yaml"] == "image:\n  tag: v2\(PlanningFixture.pin("2"))\n")
    }

    @Test func aRegistryAloneIsNoImage() async throws {
        let fixture = try repository([
            "values.yaml": "a:\n  image:\n    registry: gcr.io\nb:\n  image: {registry: gcr.io, tag: v1}\n"
        ])
        #expect(await fixture.plan().map(\.reason) == [.incomplete, .incomplete])
    }

    @Test func aTagThatTheTemplatesMakeIsNotTheCharts() async throws {
        let chart = [
            "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\nappVersion: v2\n",
            "c/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: \"\"\n",
        ]
        let template = "c/templates/a.yaml"
        let made = "{{- $_ := set .Values.image \"tag\" .Capabilities.KubeVersion.Version }}\n"
        #expect(
            await (try repository(chart.merging([template: made]) { $1 }, digest: .tag)).plan().map(\.reason)
                == [.incomplete])
        let own = "{{- $_ := set .Values.image \"tag\" .Chart.AppVersion }}\n"
        #expect(
            await (try repository(chart.merging([template: own]) { $1 }, digest: .tag)).plan().map(\.reason) == [nil])
    }

    @Test(arguments: ["null", "~", "", "{}"])
    func aGlobalRegistryWithoutAValueCountsForNothing(value: String) async throws {
        let fixture = try repository([
            "values.yaml":
                "global:\n  imageRegistry: \(value)\nimage: {registry: gcr.io, repository: p/app, tag: v1}\n"
        ])
        #expect(await fixture.plan().map(\.from) == ["gcr.io/p/app:v1"])
    }

    @Test func oneScalarHoldsItAll() async throws {
        let fixture = try repository(["values.yaml": "proxyImage: 'gcr.io/p/app:v1'\n"])
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == "proxyImage: 't.dev/x/app:v1\(PlanningFixture.pin("1"))'\n")
    }

    @Test func hexAloneStaysHexAlone() async throws {
        let values = "image:\n  repository: gcr.io/p/app\n  tag: v1\n  sha: \"\"\n"
        let fixture = try repository(["values.yaml": values])
        let hex = PlanningFixture.digest("1").description.dropFirst("sha256:".count)
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: v1\n  sha: \"\(hex)\"\n")
    }

    @Test func flatKeysGetAFlatDigest() async throws {
        let fixture = try repository(["values.yaml": "webImage: gcr.io/p/app\nwebImageTag: v1\n"], digest: .key)
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == "webImage: t.dev/x/app\nwebImageTag: v1\nwebImageDigest: \(PlanningFixture.digest("1"))\n")
    }

    @Test func aGlobalRegistryMovesForAllOrNone() async throws {
        let values = { (registry: String, front: String) in
            "global:\n  imageRegistry: \(registry)\na:\n  image: {repository: \(front)/app, tag: v1}\nb:\n"
                + "  image: {repository: \(front)/app, tag: v2}\n"
        }
        var fixture = try repository(["values.yaml": values("gcr.io", "p")], digest: .tag)
        let pinned = values("t.dev", "x").replacing("v1", with: "v1" + PlanningFixture.pin("1"))
            .replacing("v2", with: "v2" + PlanningFixture.pin("2"))
        #expect(try fixture.written(await fixture.plan())["values.yaml"] == pinned)
        fixture.images["t.dev/x/app:v2"] = nil
        let plan = await fixture.plan()
        #expect(plan.map(\.reason) == [.renderDiffers, .notFound])
        #expect(try fixture.written(plan) == fixture.files)
    }

    /// What the templates put before a name is the chart's to say; the name alone is no image of Docker Hub's.
    @Test(arguments: [
        ("image: {{ .Values.image.repository }}:{{ .Values.image.tag }}", "p/app:v1"),
        (
            "image: {{ .Values.hub }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}",
            "{{ .Values.hub }}/p/app:v1"
        ),
        (
            "{{- include \"c.hub\" . -}} / {{- .Values.image.repository -}} : {{- .Values.image.tag -}}",
            "{{ include \"c.hub\" . }}/p/app:v1"
        ),
        ("image: \"quay.io/{{ .Values.image.repository }}:{{ .Values.image.tag }}\"", "{{ \"quay.io\" }}/p/app:v1"),
        (
            "{{ define \"c.image\" }}{{ printf \"%s/%s:%s\" .Values.hub .Values.image.repository .Values.image.tag }}{{ end }}",
            "{{ .Values.hub }}/p/app:v1"
        ),
        (
            "{{ define \"c.image\" }}{{ printf \"%s/%s\" $registry .Values.image.repository }}{{ end }}", "p/app:v1"
        ),
        ("image: {{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}", "p/app:v1"),
        ("{{ with .Values.image }}\nimage: {{ .registry }}/{{ .repository }}:{{ .tag }}\n{{ end }}", "p/app:v1"),
        ("url: https://{{ .Values.image.repository }}", "p/app:v1"),
    ])
    func whatTemplatesPutBeforeAName(_ template: String, _ text: String) async throws {
        let values = "image:\n  repository: p/app\n  tag: v1\n"
        let fixture = try repository([
            "c/Chart.yaml": "name: c\n", "c/values.yaml": values, "c/templates/_app.tpl": template + "\n",
        ])
        #expect(await fixture.plan().filter(Self.standsInValues).map(\.from) == [text])
        let own = try repository([
            "c/Chart.yaml": "name: c\n", "c/values.yaml": values.replacing("image:", with: "image:\n  registry: h.io"),
            "c/templates/_app.tpl": template + "\n",
        ])
        #expect(await own.plan().filter(Self.standsInValues).map(\.from) == ["h.io/p/app:v1"])
    }

    private static func standsInValues(_ reference: PlannedReference) -> Bool {
        reference.occurrence.file.name == "values.yaml"
    }

    @Test func aRegistryThatEndsWithItsSlashKeepsIt() async throws {
        let values = { (registry: String, rest: String) in "image:\n  registry: \(registry)\n  repository: \(rest)\n" }
        let fixture = try repository(["values.yaml": values("gcr.io/", "p/app\n  tag: v1")], digest: .tag)
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == values("t.dev/", "x/app\n  tag: v1" + PlanningFixture.pin("1")))
        let alone = try repository(["values.yaml": "image:\n  registry: gcr.io/\n"])
        #expect(await alone.plan().map(\.reason) == [.incomplete])
    }

    /// Charts differ in whether `global.image.registry` goes before an image's own.
    @Test func anImagesOwnRegistryBesideAGlobalOneIsAQuestionForTheChart() async throws {
        let values =
            "global:\n  image: {registry: gcr.io}\na:\n  image: {registry: ghcr.io, repository: p/app, tag: v1}\n"
        let fixture = try repository(["values.yaml": values], digest: .tag)
        let plan = await fixture.plan()
        #expect(plan.map(\.reason) == [.renderDiffers])
        #expect(
            plan.first?.message?.contains(
                "a.image.registry says ghcr.io and global.image.registry says gcr.io, and charts differ in which counts"
            )
                == true)
    }

    @Test func anEmptyTagIsPinnedToTheChartsVersion() async throws {
        let fixture = try repository([
            "c/Chart.yaml": "name: c\nappVersion: v1\n",
            "c/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: \"\"\n",
            "c/templates/d.yaml":
                "image: {{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\n",
        ])
        #expect(
            try fixture.written(await fixture.plan())["c/values.yaml"]
                == "image:\n  repository: t.dev/x/app\n  tag: \"v1\(PlanningFixture.pin("1"))\"\n")
    }

    /// An empty tag takes away another's, but alone it is no image.
    @Test func keysWithoutValuesAreNoImage() async throws {
        let fixture = try repository(["values.yaml": "a:\n  image:\n    repository: \"\"\n    tag: \"\"\n"])
        #expect(await fixture.plan().isEmpty)
        let layered = try repository([
            "c/Chart.yaml": "name: c\nappVersion: v1\n",
            "c/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: v0\n",
            "c/values-prod.yaml": "image:\n  tag: \"\"\n",
        ])
        #expect(await layered.plan().allSatisfy { $0.from.hasPrefix("gcr.io/p/app") })
        #expect(await layered.plan().contains { $0.from.hasSuffix(":v1") })
    }

    /// A chart of another repository has a version of its own.
    @Test func anEmptyTagBelowADependencyIsNotTheChartsVersion() async throws {
        let fixture = try repository([
            "c/Chart.yaml": "name: c\nappVersion: v1\ndependencies: [{name: d, alias: e, version: 1.0.0}]\n",
            "c/values.yaml": "e:\n  image:\n    repository: gcr.io/p/app\nf:\n  image:\n    repository: gcr.io/p/app\n",
        ])
        #expect(await fixture.plan().map(\.from) == ["gcr.io/p/app", "gcr.io/p/app:v1"])
        #expect(await fixture.plan().first?.reason == .incomplete)
    }

    /// The chart's version is no answer where the templates name another, or none of them names the tag: a subchart's.
    @Test(arguments: [
        "image: {{ .Values.image.repository }}:{{ .Values.image.tag | default $kubernetes }}\n",
        "image: {{ .Values.image.repository }}:{{ .Values.image.tag | default \"latest\" }}\n",
        "image: {{ .Values.image.repository }}:{{ .Values.image.tag }}\n",
        "image: {{ .Values.other.repository }}:{{ .Values.other.tag | default .Chart.AppVersion }}\n",
    ])
    func anEmptyTagWithAnotherDefaultIsLeftAlone(template: String) async throws {
        let fixture = try repository([
            "c/Chart.yaml": "name: c\nappVersion: v1\n",
            "c/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: \"\"\n",
            "c/templates/d.yaml": template,
        ])
        let plan = await fixture.plan().filter { $0.occurrence.file.string == "c/values.yaml" }
        #expect(plan.map(\.status) == [.skipped])
        #expect(plan.map(\.reason) == [.incomplete])
    }

    @Test func aMissingTagIsTheChartsVersionToo() async throws {
        let fixture = try repository([
            "c/Chart.yaml": "name: c\nappVersion: v1\n",
            "c/values.yaml": "image:\n  repository: gcr.io/p/app\n",
            "c/templates/d.yaml":
                "image: {{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\n",
        ])
        #expect(await fixture.plan().first { $0.occurrence.file.string == "c/values.yaml" }?.from == "gcr.io/p/app:v1")
    }

    @Test func whatTheTemplatesPutAroundTheChartsVersionCounts() async throws {
        let fixture = try repository([
            "c/Chart.yaml": "name: c\nappVersion: v1\n",
            "c/values.yaml": "image:\n  repository: gcr.io/p/app\n  tag: \"\"\n",
            "c/templates/_helpers.tpl":
                "{{ define \"c.imageTag\" }}{{ .Values.image.tag | default (printf \":r%s-core\" .Chart.AppVersion) }}{{ end }}\n",
        ])
        #expect(
            await fixture.plan().first { $0.occurrence.file.string == "c/values.yaml" }?.from == "gcr.io/p/app:rv1-core"
        )
    }

    @Test func literalsInTemplatesAreWritten() async throws {
        let fixture = try repository([
            "c/templates/d.yaml": "{{ if .x }}\n- image: \"gcr.io/p/app:v1\" # y\n{{ end }}\n"
        ])
        #expect(
            try fixture.written(await fixture.plan())["c/templates/d.yaml"]
                == "{{ if .x }}\n- image: \"t.dev/x/app:v1\(PlanningFixture.pin("1"))\" # y\n{{ end }}\n")
    }

    @Test func valuesInAScalarAreWrittenInTheirPlace() async throws {
        let application = { (repository: String, tag: String) in
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  source:\n    helm:\n"
                + "      values: |\n        image:\n          repository: \(repository)\n          tag: '\(tag)' # why\n"
                + "      parameters:\n        - {name: other.image.tag, value: v9}\n"
        }
        let fixture = try repository(["app.yaml": application("gcr.io/p/app", "v1")], digest: .tag)
        #expect(
            try fixture.written(await fixture.plan())["app.yaml"]
                == application("t.dev/x/app", "v1" + PlanningFixture.pin("1")))
    }

    @Test func kustomizeImagesOfArgoAreWritten() async throws {
        let application = { (image: String) in
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  source:\n    kustomize:\n"
                + "      images: [\"\(image)\"]\n"
        }
        let fixture = try repository(["app.yaml": application("app=gcr.io/p/app:v1")])
        #expect(
            try fixture.written(await fixture.plan())["app.yaml"]
                == application("app=t.dev/x/app:v1" + PlanningFixture.pin("1")))
    }

    @Test func aChartsVersionIsReportedAlone() async throws {
        let fixture = try repository([
            "Chart.yaml": "dependencies:\n- {name: app, version: v1, repository: \"oci://gcr.io/p\"}\n"
        ])
        let plan = await fixture.plan()
        #expect(plan.map(\.from) == ["gcr.io/p/app:v1"])
        #expect(plan.map(\.message) == ["a chart's version takes no digest: it is reported, not written"])
    }

    @Test func anArtifactOfFluxTakesADigest() async throws {
        let source = "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: web\nspec:\n"
        let fixture = try repository(["web.yaml": source + "  url: oci://gcr.io/p/app\n  ref:\n    tag: v1\n"])
        #expect(
            try fixture.written(await fixture.plan())["web.yaml"] == source
                + "  url: oci://t.dev/x/app\n  ref:\n    tag: v1\n    digest: \(PlanningFixture.digest("1"))\n")
    }

    /// Bazel's rules name an image in pieces too.
    @Test func bazel() async throws {
        let text = """
            oci.pull(
                name = "base",
                digest = "\(PlanningFixture.digest("1"))",
                image = "gcr.io/p/app",
                tag = "1.0.0",  # why
            )

            """
        var fixture = PlanningFixture(["MODULE.bazel": text])
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        try fixture.follow(#require(try TagPolicy.parse("semver ^1")))
        fixture.tags["t.dev/x/app"] = ["1.0.0", "1.1.0"]
        for (tag, digit) in [("1.0.0", Character("1")), ("1.1.0", "2")] {
            fixture.add("gcr.io/p/app:\(tag)", digit)
            fixture.add("t.dev/x/app:\(tag)", digit)
        }
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change])
        let expected = text.replacing("gcr.io/p/app", with: "t.dev/x/app").replacing("1.0.0", with: "1.1.0")
            .replacing(PlanningFixture.digest("1").description, with: PlanningFixture.digest("2").description)
        #expect(try fixture.written(plan)["MODULE.bazel"] == expected)
    }
}
