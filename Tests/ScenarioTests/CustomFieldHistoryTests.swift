import PinnaceTestSupport
import Testing

/// A field that only the repository's own `references:` names has a history and can be put back like any other.
@Suite struct CustomFieldHistoryTests {
    private static let configuration = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        references:
          - kind: Widget
            path: spec.agent

        """

    private static func widget(_ image: String) -> String {
        """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: w}
        spec:
          agent: \(image)

        """
    }

    @Test func aFieldOfOnesOwnShowsAndGoesBack() async throws {
        let work = try await GitFixture.make([
            ".pinnace/config.yaml": Self.configuration, "w.yaml": Self.widget("gcr.io/p/app:1.0.0"),
        ])
        try work.write("w.yaml", Self.widget("gcr.io/p/app:1.1.0"))
        try await work.commit("Try 1.1.0")

        let history = try await PinnaceBinary.run(["history", "--image", "app"], in: work.path).checked()
        #expect(history.contains("Try 1.1.0"))
        #expect(history.contains("spec.agent"))

        let rollback = try await PinnaceBinary.run(["rollback", "--image", "app"], in: work.path).checked()
        #expect(rollback.hasPrefix("1 reference put back\n"))
        #expect(try work.read("w.yaml") == Self.widget("gcr.io/p/app:1.0.0"))
    }
}
