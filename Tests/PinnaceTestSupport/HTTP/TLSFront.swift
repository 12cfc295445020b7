package import Foundation
import Subprocess
import SystemPackage

/// nginx with a private authority before a scripted server: TLS and HTTP/2 for what is scripted in HTTP/1.1.
///
/// It tells the script the client's protocol (`X-Protocol`), the connection's number (`X-Connection`) and whether the
/// client showed a certificate that it believes (`X-Client`: `NONE`, `SUCCESS` or `FAILED:…`).
package struct TLSFront: Sendable {
    /// Whether nginx and openssl are installed.
    package static let isAvailable = ["/usr/sbin/nginx", "/usr/bin/openssl"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    package let port: Int
    private let folder: URL

    /// Serves as long as `body` runs. The first requests may come before nginx listens.
    ///
    /// The certificate is for `localhost`, `127.0.0.1` and `::1`; the folder holds `ca.pem`, `client.pem` and `client.key`.
    ///
    /// - Parameters:
    ///   - requestsPerConnection: after so many nginx closes a connection.
    ///   - address: as nginx listens, `[::1]` for IPv6.
    package static func serving(
        _ server: ScriptedHTTPServer, requestsPerConnection: Int = 1000, address: String = "127.0.0.1",
        _ body: (TLSFront) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pinnace-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let front = TLSFront(port: try freePort(), folder: folder)
        try await front.makeCertificates()
        try front.configuration(server.port, requestsPerConnection, address)
            .write(to: folder.appending(path: "nginx.conf"), atomically: true, encoding: .utf8)
        _ = try await Subprocess.run(
            .path("/usr/sbin/nginx"), arguments: ["-p", folder.path(), "-c", "nginx.conf", "-e", "error.log"],
            input: .none, output: .discarded, error: .discarded
        ) { nginx in
            defer { try? nginx.send(signal: .terminate) }
            try await body(front)
        }
    }

    package func url(_ path: String = "/", host: String = "127.0.0.1") -> URL {
        guard let url = URL(string: "https://\(host):\(port)\(path)") else { preconditionFailure("no URL: \(path)") }
        return url
    }

    package func file(_ name: String) -> String { folder.appending(path: name).path() }

    package func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    private func configuration(_ upstream: Int, _ requestsPerConnection: Int, _ address: String) -> String {
        """
        daemon off; master_process off; pid nginx.pid;
        events {}
        http {
            access_log off;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
            server {
                listen \(address):\(port) ssl http2; keepalive_requests \(requestsPerConnection);
                ssl_certificate \(file("server.pem")); ssl_certificate_key \(file("server.key"));
                ssl_client_certificate \(file("ca.pem")); ssl_verify_client optional;
                location / {
                    proxy_pass http://127.0.0.1:\(upstream); proxy_http_version 1.1; proxy_buffering off;
                    proxy_request_buffering off; client_max_body_size 0;
                    proxy_set_header X-Protocol $server_protocol; proxy_set_header X-Connection $connection;
                    proxy_set_header X-Client $ssl_client_verify; proxy_set_header Connection "";
                }
            }
        }
        """
    }

    private func makeCertificates() async throws {
        let issued = ["-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "basicConstraints=CA:FALSE"]
        try await makeCertificate("ca", [])
        try await makeCertificate("server", issued + ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"])
        try await makeCertificate("client", issued)
    }

    private func makeCertificate(_ name: String, _ options: [String]) async throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        let output = ["-keyout", "\(name).key", "-out", "\(name).pem", "-subj", "/CN=pinnace test \(name)"]
        let result = try await Subprocess.run(
            .path("/usr/bin/openssl"), arguments: Arguments(["req", "-x509"] + key + output + options),
            workingDirectory: FilePath(folder.path()), input: .none, output: .discarded,
            error: .string(limit: 1 << 16))
        if !result.terminationStatus.isSuccess { throw NoCertificate(text: result.standardError) }
    }

    private struct NoCertificate: Error {
        let text: String
    }

    /// Free a moment ago.
    private static func freePort() throws -> Int {
        let (socket, port) = try LoopbackSocket.listening(on: "127.0.0.1")
        socket.close()
        return port
    }
}
