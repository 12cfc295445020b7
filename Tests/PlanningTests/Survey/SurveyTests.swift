import ImageModel
import Manifests
import Planning
import Testing

/// What is known of references while nobody is asked.
@Suite struct SurveyTests {
    private static func pods(_ images: String...) -> String {
        images.enumerated().map { number, image in
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p\(number)}
            spec:
              containers:
                - name: c
                  image: \(image)
            """
        }.joined(separator: "\n---\n") + "\n"
    }

    @Test func everyReferenceHasItsObstacle() throws {
        var fixture = PlanningFixture([
            "pods.yaml": Self.pods(
                "gcr.io/p/app:1.0.0", "gcr.io/p/held:1.0.0", "gcr.io/p/mine:1.0.0 # pinnace: ignore", "nginx:1.27.0"),
            "cloudbuild.yaml": "steps:\n  - name: gcr.io/$PROJECT_ID/builder:$TAG\n",
        ])
        try fixture.rewrite("gcr.io/p/{image}", "us-docker.pkg.dev/p/{image}")
        var hold = Hold()
        (hold.image, hold.reason) = (try PathSegmentPattern("**/held"), "audit")
        let planner = Planner(rules: fixture.rules, holds: HoldBook([hold], today: "2026-11-20"))
        let references = planner.survey(RenderGraph(fixture.scans))
        #expect(
            references.map(\.text) == [
                "gcr.io/$PROJECT_ID/builder:$TAG", "gcr.io/p/app:1.0.0", "gcr.io/p/held:1.0.0", "gcr.io/p/mine:1.0.0",
                "nginx:1.27.0",
            ])
        #expect(
            references.map { $0.obstacle?.reason } == [.templated, nil, .held, .ignoredByComment, nil])
        #expect(references[2].obstacle?.message == "held: audit; 'pinnace release' lets it go")
    }

    @Test(arguments: [
        ("gcr.io/$PROJECT_ID/app:$TAG", "gcr.io/x/app"), ("gcr.io/p/app:${TAG}", "gcr.io/p/app"),
        ("gcr.io/p/{{ .Values.name }}-web:1", "gcr.io/p/x-web"), ("nginx:$TAG", "docker.io/library/nginx"),
        ("gcr.io/p/app:1.0.0", nil), ("$REGISTRY/app:1", nil), ("{{ .Values.image }}", nil), ("$IMAGE:1", nil),
        ("${HOST}.pkg.dev/p/app", nil), ("us-$X.pkg.dev/p/app", nil), ("gcr.io/p/<script>$X", nil), ("", nil),
        ("gcr.io/P/$X", nil), ("$", nil), ("gcr.io/${X", nil),
    ])
    func anExampleStandsForWhatIsOpen(_ text: String, _ repository: String?) {
        #expect(TemplateExample.repository(of: text)?.canonicalName == repository)
    }
}
