package import Foundation

/// A kube-apiserver with its etcd, from the folder that `KUBEBUILDER_ASSETS` names (the convention of envtest), stopped
/// when the last reference goes.
package final class RealAPIServer: Sendable {
    package let url: URL
    /// Of somebody who may do everything.
    package let token: String
    private let directory: TemporaryDirectory
    private let etcd: ChildProcess
    private let server: ChildProcess

    /// The folder with both programs; `nil` where it is not named.
    package static var assets: String? {
        ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Throws: `TestSupportError` with what a program printed where it does not start.
    package static func start(assets: String) async throws -> RealAPIServer {
        let directory = try TemporaryDirectory("pinnace-cluster")
        let (client, peer, port) = (ServerPort.free(), ServerPort.free(), ServerPort.free())
        let etcd = try ChildProcess(
            "\(assets)/etcd",
            [
                "--data-dir", directory.path("etcd"), "--unsafe-no-fsync",
                "--listen-client-urls", "http://127.0.0.1:\(client)",
                "--advertise-client-urls", "http://127.0.0.1:\(client)",
                "--listen-peer-urls", "http://127.0.0.1:\(peer)",
            ], log: directory.path("etcd.log"))
        try await etcd.waitUntilListening(on: client)
        let token = UUID().uuidString
        try directory.write("tokens.csv", "\(token),admin,admin,\"system:masters\"\n")
        let key = directory.path("service-account.key")
        try await Command.run("openssl", ["genrsa", "-out", key, "2048"]).checked()
        let server = try ChildProcess(
            "\(assets)/kube-apiserver",
            [
                "--etcd-servers", "http://127.0.0.1:\(client)", "--cert-dir", directory.path("certificates"),
                "--bind-address", "127.0.0.1", "--secure-port", "\(port)",
                "--service-account-issuer", "https://127.0.0.1:\(port)", "--service-account-key-file", key,
                "--service-account-signing-key-file", key, "--token-auth-file", directory.path("tokens.csv"),
                "--authorization-mode", "RBAC", "--disable-admission-plugins", "ServiceAccount",
            ], log: directory.path("kube-apiserver.log"))
        try await server.waitUntilListening(on: port)
        return RealAPIServer(port: port, token: token, directory, etcd, server)
    }

    private init(
        port: Int, token: String, _ directory: TemporaryDirectory, _ etcd: ChildProcess, _ server: ChildProcess
    ) {
        guard let url = URL(string: "https://127.0.0.1:\(port)") else { preconditionFailure("no URL") }
        self.url = url
        self.token = token
        self.directory = directory
        self.etcd = etcd
        self.server = server
    }

    /// What the server printed.
    package var log: String { server.log }

    package func stop() {
        server.stop()
        etcd.stop()
    }
}
