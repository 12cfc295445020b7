import Foundation
import PinnaceTestSupport
import Testing

/// What happened at a place, and putting a place back: files, folders, objects and commits as people name them.
@Suite struct PlaceHistoryTests {
    private let directory: TemporaryDirectory
    private let work: GitFixture

    private static func pod(_ name: String, _ tag: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: \(name), namespace: prod}
        spec: {containers: [{name: c, image: "registry.example.com/\(name):\(tag)"}]}

        """
    }

    init() async throws {
        directory = try TemporaryDirectory("places")
        work = try await GitFixture.make([
            "apps/amber/pod.yaml": Self.pod("amber", "1.0.0"), "apps/birch/pod.yaml": Self.pod("birch", "1.0.0"),
        ])
        try work.write("apps/amber/pod.yaml", Self.pod("amber", "2.0.0"))
        try work.write("apps/birch/pod.yaml", Self.pod("birch", "2.0.0"))
        try await work.commit("Both to 2")
        try work.write("apps/birch/pod.yaml", Self.pod("birch", "3.0.0"))
        try await work.commit("Birch to 3")
    }

    private func pinnace(_ arguments: String...) async throws -> String {
        try await PinnaceBinary.run(
            arguments,
            environment: GitFixture.environment.merging([
                "HOME": directory.path, "GIT_CONFIG_GLOBAL": "/dev/null", "PINNACE_CACHE": directory.path("cache"),
                "PINNACE_REGISTRY_ENDPOINTS": "registry.example.com=layout:\(directory.path)",
            ]) { $1 }, in: work.path
        ).checked()
    }

    private func subjects(_ arguments: String...) async throws -> [String] {
        struct History: Decodable {
            struct Commit: Decodable { let subject: String }
            let commits: [Commit]
        }
        let json = try await PinnaceBinary.run(
            ["history", "--format", "json"] + arguments,
            environment: ["HOME": directory.path, "PINNACE_CACHE": directory.path("cache")], in: work.path
        ).checked()
        return try JSONDecoder().decode(History.self, from: Data(json.utf8)).commits.map(\.subject)
    }

    @Test func theHistoryOfAPlace() async throws {
        #expect(try await subjects("--file", "apps/amber") == ["Both to 2", "Begin"])
        #expect(try await subjects("--file", "apps/birch/pod.yaml", "--limit", "1") == ["Birch to 3"])
        #expect(try await subjects("--object", "Pod/birch") == ["Birch to 3", "Both to 2", "Begin"])
        #expect(try await subjects("--object", "Pod/prod/birch", "--image", "amber") == [])
        #expect(try await subjects("--commit", "HEAD~1", "--image", "birch") == ["Both to 2"])
        #expect(
            try await pinnace("history", "--commit", "HEAD", "--file", "apps/amber")
                == "No commit changed an image of apps/amber.")
        #expect(try await pinnace("history", "--commit", "HEAD").contains("registry.example.com/birch:3.0.0"))
    }

    @Test func aPlaceGoesBackAndTheHistoryShowsItsHold() async throws {
        let text = try await pinnace("rollback", "--object", "Pod/birch", "--to", "1.0.0")
        #expect(text.hasPrefix("1 reference put back\n"))
        #expect(text.contains("held until released: apps/birch/pod.yaml Pod/prod/birch spec.containers[0].image"))
        #expect(try work.read("apps/birch/pod.yaml") == Self.pod("birch", "1.0.0"))
        let folder = try await pinnace("rollback", "--file", "apps/amber/")
        #expect(folder.contains("held until released: apps/amber/pod.yaml"))
        _ = try await pinnace("release", "--file", "apps/amber/pod.yaml")
        let history = try await pinnace("history")
        #expect(history.contains("  held: apps/birch/pod.yaml Pod/prod/birch spec.containers[0].image"))
        #expect(history.contains("  released: apps/amber/pod.yaml Pod/prod/amber spec.containers[0].image"))
        #expect(history.contains("  rollback\n") && history.contains("  release\n"))
    }
}
