import Foundation
import ImageModel
import PinnaceTestSupport
import Registry
import Settings
import SystemPackage
import Testing

/// Whoever commits to the repository is not the operator.
@Suite struct RepositoryRegistryTests {
    @Test(arguments: ["http://127.0.0.1:5000", "http://localhost:5000", "https://[::1]:5000"])
    func loopbackIsAllowedWithoutCredentials(_ endpoint: String) throws {
        let configuration = try ConfigText.read("registries:\n  - {host: GCR.io, endpoint: \"\(endpoint)\"}\n")
        let url = try #require(URL(string: endpoint))
        #expect(configuration.registries.hosts["gcr.io"] == RegistryHost(.endpoint(url), usesCredentials: false))
        #expect(configuration.refusedHosts.isEmpty)
    }

    @Test(arguments: [
        "https://evil.example", "http://10.0.0.1:5000", "http://169.254.169.254", "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
    ])
    func otherAddressesAreNot(_ endpoint: String) throws {
        let configuration = try ConfigText.read("registries:\n  - {host: gcr.io, endpoint: \"\(endpoint)\"}\n")
        #expect(configuration.registries.hosts["gcr.io"] == nil)
        #expect(
            configuration.refusedHosts["gcr.io"]?.message
                == ".pinnace/config.yaml:4:30: not-allowed: a repository cannot send requests for gcr.io elsewhere; if this is "
                + "meant, say --registry-endpoint gcr.io=\(endpoint)")
    }

    @Test func askingLessIsAnybodysToSay() throws {
        let configuration = try ConfigText.read(
            """
            registries:
              - {host: Docker.io, limits: {concurrency: 2, requestsPerSecond: 5}}
            rewrites:
              - {from: "docker.io/library/{image}", to: "x.dev/hub/library/{image}", fillsOnRead: true}
              - {from: "gcr.io/{image...}", to: "x.dev/own/{image...}"}

            """)
        #expect(configuration.registries.limits == ["docker.io": RegistryLimits(concurrency: 2, requestsPerSecond: 5)])
        #expect(configuration.refusedHosts.isEmpty && configuration.registries.hosts.isEmpty)
        #expect(
            configuration.registries.fillingOnRead == [RepositoryPrefix(host: "x.dev", segments: ["hub", "library"])])
    }

    @Test func aFileOfTheOperatorsOwnMayNameAnything() throws {
        var settings = OperatorSettings()
        settings.ownsConfiguration = true
        let configuration = try ConfigText.read(
            "registries:\n  - {host: gcr.io, endpoint: \"https://mirror.example\"}\n  - {host: x.dev, layout: /srv/images}\n",
            settings: settings)
        let url = try #require(URL(string: "https://mirror.example"))
        #expect(configuration.registries.hosts["gcr.io"] == RegistryHost(.endpoint(url)))
        #expect(configuration.registries.hosts["x.dev"] == RegistryHost(.layout(FilePath("/srv/images"))))
        #expect(configuration.refusedHosts.isEmpty)
    }

    @Test(arguments: ["images", "./images", "a/../images", "inner", "."])
    func layoutsInsideTheWorkTreeAreAllowed(_ layout: String) throws {
        let tree = try Self.tree()
        let configuration = try read(layout, tree.path("tree"))
        let host = try #require(configuration.registries.hosts["gcr.io"])
        #expect(host.usesCredentials == false)
        #expect(configuration.refusedHosts.isEmpty)
    }

    @Test(arguments: ["../outside", "/etc", "images/../../outside", "link", "link/deeper", "chain"])
    func layoutsOutOfItAreNot(_ layout: String) throws {
        let tree = try Self.tree()
        let configuration = try read(layout, tree.path("tree"))
        #expect(configuration.registries.hosts["gcr.io"] == nil)
        #expect(configuration.refusedHosts["gcr.io"]?.message == Self.refusal(layout))
    }

    @Test func aMirrorHasNoFolderForLayouts() throws {
        let configuration = try read("images", nil)
        #expect(configuration.refusedHosts["gcr.io"]?.message == Self.refusal("images"))
    }

    private func read(_ layout: String, _ workTree: String?) throws -> Configuration {
        var settings = OperatorSettings()
        settings.workTree = workTree
        return try ConfigText.read("registries:\n  - {host: gcr.io, layout: \"\(layout)\"}\n", settings: settings)
    }

    private static func refusal(_ layout: String) -> String {
        ".pinnace/config.yaml:4:28: not-allowed: a layout has to be a folder inside the repository's work tree; if this is "
            + "meant, say --registry-endpoint gcr.io=layout:\(layout)"
    }

    /// A work tree with folders and links, and a folder beside it.
    private static func tree() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for folder in ["tree/images", "outside/deeper"] { try directory.directory(folder) }
        let links = [("inner", "images"), ("link", "../outside"), ("chain", "link/deeper")]
        for (name, target) in links {
            try FileManager.default.createSymbolicLink(
                atPath: directory.path("tree/\(name)"), withDestinationPath: target)
        }
        return directory
    }
}
