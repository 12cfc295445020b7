import Planning
import Testing

@testable import Reconciliation

/// The pieces of a values file go back one by one, a key that was added goes again.
@Suite struct HelmRollbackTests {
    private static let old = Sample.values("registry: gcr.io", "repository: p/app", #"tag: "1.0.0""#)
    private static let new = Sample.values(
        "registry: us-docker.pkg.dev", "repository: p/app", #"tag: "1.0.0""#, #"digest: "\#(Sample.digest("a"))""#)

    @Test func anInsertedDigestIsTakenAwayAgain() async throws {
        let fixture = try await RollbackFixture(["values.yaml": Self.old])
        let commit = try await fixture.commit(["values.yaml": Self.new], "Pin")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.text("values.yaml") == Self.old)
        #expect(draft.changes.map(\.from) == ["us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("a"))"])
        #expect(draft.changes.map(\.to) == ["gcr.io/p/app:1.0.0"])
        #expect(draft.holds.map(\.field) == ["image"])
    }

    @Test func aDigestThatWasTakenAwayComesBack() async throws {
        let fixture = try await RollbackFixture(["values.yaml": Self.new])
        let commit = try await fixture.commit(["values.yaml": Self.old], "Unpin")
        #expect(try await fixture.plan(.commit(commit)).text("values.yaml") == Self.new)
    }

    @Test func whatElseChangedInTheFileStays() async throws {
        let fixture = try await RollbackFixture(["values.yaml": Self.old])
        let commit = try await fixture.commit(["values.yaml": Self.new], "Pin")
        try await fixture.commit(["values.yaml": Self.new.replacing("replicas: 2", with: "replicas: 3 # more")], "More")
        #expect(
            try await fixture.plan(.commit(commit)).text("values.yaml")
                == Self.old.replacing("replicas: 2", with: "replicas: 3 # more"))
    }

    @Test func oneStepByImage() async throws {
        let fixture = try await RollbackFixture(["values.yaml": Self.old])
        try await fixture.commit(["values.yaml": Self.new], "Pin")
        #expect(try await fixture.plan(image: "app").text("values.yaml") == Self.old)
    }

    /// Somebody wrote it all into one scalar since: the pieces have no place any more.
    @Test func anotherWayOfWritingIsAConflict() async throws {
        let fixture = try await RollbackFixture(["values.yaml": Self.old])
        try await fixture.commit(
            ["values.yaml": "image: gcr.io/p/app:1.0.0@\(Sample.digest("a"))\nreplicas: 2\n"], "Write it in one")
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(image: "app") }
        #expect(error?.code == .conflict)
        #expect(error?.description == "values.yaml: image is written in another way than it was; put it back by hand")
    }

    /// A chart's values and those of an environment, of which only one was changed.
    @Test func layeredValuesGoBackTogether() async throws {
        let chart = "apiVersion: v2\nname: app\nversion: 1.0.0\n"
        let prod = "image:\n  tag: \"1.1.0\"\n"
        let fixture = try await RollbackFixture([
            "app/Chart.yaml": chart, "app/values.yaml": Self.old, "app/values-prod.yaml": prod,
        ])
        let moved = Self.old.replacing("gcr.io", with: "us-docker.pkg.dev")
        let commit = try await fixture.commit(["app/values.yaml": moved], "Move")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.text("app/values.yaml") == Self.old)
        #expect(draft.paths == ["app/values.yaml"])
    }
}
