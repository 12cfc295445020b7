import ImageModel
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
        #expect(plan.map(\.reason) == [.helmDigestForm])
        #expect(
            plan[0].message
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

    @Test func oneScalarHoldsItAll() async throws {
        let fixture = try repository(["values.yaml": "proxyImage: 'gcr.io/p/app:v1'\n"])
        #expect(
            try fixture.written(await fixture.plan())["values.yaml"]
                == "proxyImage: 't.dev/x/app:v1\(PlanningFixture.pin("1"))'\n")
    }
}
