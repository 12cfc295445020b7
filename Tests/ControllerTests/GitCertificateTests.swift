import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// A git server that wants to see a certificate, and a Secret that has one.
@Suite struct GitCertificateTests {
    @Test func itIsShown() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        _ = try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let directory = try TemporaryDirectory("git-certificate")
        try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                "/CN=pinnace", "-keyout", directory.path("key"), "-out", directory.path("pem"),
            ]
        ).checked()
        try await Command.run("git", ["-C", cluster.bare, "config", "http.receivepack", "true"]).checked()
        let root = URL(filePath: cluster.bare).deletingLastPathComponent().deletingLastPathComponent().path()
        let server = try await GitHTTPServer.start(
            root: root, in: GitScratch(), tls: "TLSv1.3", clients: directory.path("pem"))
        let authority = try String(contentsOfFile: try #require(server.authority), encoding: .utf8)
        let data = try [
            "ca.crt": authority, "tls.crt": directory.read("pem"), "tls.key": directory.read("key"),
        ]
        cluster.standIn.create(
            "secrets",
            [
                "metadata": ["name": "client", "namespace": "team-a"],
                "data": .object(data.mapValues { .string(Data($0.utf8).base64EncodedString()) }),
            ])
        try await cluster.apply(
            ["url": .string("\(server.url)/team/config.git"), "secretRef": ["name": "client"]], name: "apps",
            secret: nil)
        try await cluster.running(cluster.controller()) {
            _ = try await cluster.wait(for: "a commit") { $0[["status", "lastCommit"]] != nil }
        }
        withExtendedLifetime(server) {}
    }
}
