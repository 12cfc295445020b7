import Foundation

/// A real `docker-registry serve` on 127.0.0.1 with storage of its own, stopped when the last reference goes.
package final class DockerRegistry: Sendable {
    /// Who may use it.
    package enum Access: Sendable {
        case open
        /// HTTP Basic against an htpasswd file (bcrypt).
        case basic(user: String, password: String)
        /// Bearer tokens of the service.
        case token(TokenServer)
    }

    package let port: Int
    package let access: Access
    /// `http://127.0.0.1:<port>`, or https where it was started with TLS.
    package let endpoint: String
    /// Set where it serves TLS: what a client must trust.
    package let certificate: TestCertificate?
    /// Where it keeps its blobs; another registry may be started on the same storage.
    package let storage: TemporaryDirectory
    private let directory: TemporaryDirectory
    private let process: ChildProcess

    /// `127.0.0.1:<port>`: its name in an image reference.
    package var host: String { "127.0.0.1:\(port)" }
    /// What it printed; the access log is in it.
    package var log: String { process.log }

    /// The access log's requests so far: `GET /v2/app/manifests/1.0`.
    package var requests: [String] {
        log.split(separator: "\n").compactMap { line in
            guard line.contains("HTTP/1."), let quote = line.firstIndex(of: "\"") else { return nil }
            let words = line[line.index(after: quote)...].split(separator: " ")
            return words.count > 2 && words[2].hasPrefix("HTTP/") ? "\(words[0]) \(words[1])" : nil
        }
    }

    /// Starts one and waits until it answers.
    ///
    /// - Parameters:
    ///   - tls: serves https with a certificate of its own; fixtures are pushed over plain HTTP, so start an open one
    ///     on the same storage to fill it.
    ///   - storage: blobs to begin with.
    ///   - upstream: makes it a cache, which fills from there on the first read and takes nothing else.
    package static func start(
        _ access: Access = .open,
        tls: Bool = false,
        storage: TemporaryDirectory? = nil,
        upstream: String? = nil
    ) async throws -> DockerRegistry {
        let directory = try TemporaryDirectory("docker-registry")
        let storage = try storage ?? TemporaryDirectory("docker-registry-storage")
        let certificate = tls ? try await TestCertificate.make(in: directory.path, name: "registry") : nil
        if case .basic(let user, let password) = access {
            let line = try await Command.run("htpasswd", ["-Bbn", "-C", "4", user, password]).checked()
            try directory.write("htpasswd", line + "\n")
        }
        let port = ServerPort.free()
        let configuration = Configuration(
            port: port,
            access: access,
            certificate: certificate,
            directory: directory.path,
            storage: storage.path,
            upstream: upstream
        )
        let file = try directory.write("config.yml", configuration.text)
        let process = try ChildProcess("docker-registry", ["serve", file], log: directory.path("log"))
        try await process.waitUntilListening(on: port)
        return DockerRegistry(port, access, certificate, storage, directory, process)
    }

    private init(
        _ port: Int,
        _ access: Access,
        _ certificate: TestCertificate?,
        _ storage: TemporaryDirectory,
        _ directory: TemporaryDirectory,
        _ process: ChildProcess
    ) {
        self.port = port
        self.access = access
        self.certificate = certificate
        self.storage = storage
        self.directory = directory
        self.process = process
        endpoint = "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port)"
    }

    /// Ends it now, for tests of a registry that does not answer.
    package func stop() { process.stop() }
}
