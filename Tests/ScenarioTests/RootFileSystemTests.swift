import Foundation
import PinnaceTestSupport
import Testing

/// What the image holds is enough to work with, as the user that it runs as.
@Suite struct RootFileSystemTests {
    private let directory: TemporaryDirectory
    private var root: String { directory.path("root") }

    init() async throws {
        directory = try TemporaryDirectory("root")
        try await Command.run(ProjectFile("packaging/rootfs").location, [PinnaceBinary.path, root]).checked()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
    }

    private func inside(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> Command.Result {
        // A container's runtime gives it processes and devices; whoever is not root is one in a namespace of their own.
        let isRoot = getuid() == 0
        let enter = """
            mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot \
            \(isRoot ? "--userspec=65532:65532" : "") "$0" "$@"
            """
        let namespaces =
            (isRoot ? [] : ["--user", "--map-root-user"]) + ["--mount", "--pid", "--fork", "--kill-child"]
        return try await Command.run(
            "unshare", namespaces + ["/bin/sh", "-c", enter, root] + arguments,
            environment: ["HOME": "/var/lib/pinnace", "PINNACE_CLOUD_CREDENTIALS": ""].merging(environment) { $1 })
    }

    @Test func aRunFromARepositorysURLWorksInside() async throws {
        let registry = try await DockerRegistry.start()
        let digest = try await registry.push(ImageBuilder(seed: "amber").index(), to: "amber", tag: "stable")
        let server = try await ConfigServer.start([FloatingTags.file("amber"): FloatingTags.pod("amber")])
        #expect(try await inside("/usr/local/bin/pinnace", "--version").status == 0)
        #expect(try await inside("/usr/bin/ssh", "-V").status == 0)
        let result = try await inside(
            "/usr/local/bin/pinnace", "reconcile", server.url, "--dry-run", "--registry-endpoint",
            "\(FloatingTags.host)=\(registry.endpoint)",
            environment: ["PINNACE_GIT_TOKEN": server.password, "PINNACE_GIT_USERNAME": server.user])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("amber:stable@\(digest)"), "\(result)")
    }

    @Test func nothingElseIsInIt() throws {
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        let programs = files.filter {
            $0.hasPrefix("usr/bin/") || $0.hasPrefix("usr/local/bin/") || $0.hasPrefix("bin/")
        }
        #expect(Set(programs) == ["usr/bin/ssh", "usr/bin/ssh-keygen", "usr/local/bin/pinnace"])
        #expect(files.contains("etc/ssl/certs/ca-certificates.crt"))
    }
}
