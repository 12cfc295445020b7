import Foundation

/// `git http-backend` behind nginx, as people run it. Ends with its owner.
package final class GitHTTPServer: Sendable {
    package let port: Int
    private let processes: [ServerProcess]
    /// Goes after the processes that use it.
    private let scratch: GitScratch

    /// A PEM file with the server's own certificate; `nil` for a server without TLS.
    package let authority: String?

    /// `http://127.0.0.1:<port>`, or `https:`; repositories are below it by their paths in the root.
    package var url: String { "\(authority == nil ? "http" : "https")://127.0.0.1:\(port)" }

    private init(port: Int, authority: String?, processes: [ServerProcess], scratch: GitScratch) {
        self.port = port
        self.authority = authority
        self.processes = processes
        self.scratch = scratch
    }

    /// - Parameters:
    ///   - root: the directory of the repositories; whoever may push needs `http.receivepack` there without a user.
    ///   - basicAuth: asked of everybody, where given.
    ///   - backends: how many requests are served at a time.
    ///   - tls: the one version of TLS that it speaks, as nginx calls it.
    ///   - clients: a PEM file of authorities; who shows no certificate of theirs is turned away.
    ///   - wrapper: run instead of `git-http-backend`, whose path it gets as `GIT_HTTP_BACKEND`, with the header `X-Team`
    ///     as `HTTP_X_TEAM`.
    package static func start(
        root: String, basicAuth: (user: String, password: String)? = nil, in scratch: GitScratch, backends: Int = 2,
        tls: String? = nil, clients: String? = nil, wrapper: String? = nil
    ) async throws -> GitHTTPServer {
        let name = "http-\(UInt16.random(in: .min ... .max))"
        let directory = try scratch.makeDirectory(name)
        let environment = try GitCommandLine(scratch).environment
        if let basicAuth {
            let entry = try await CommandRun.run(
                ["htpasswd", "-nb", basicAuth.user, basicAuth.password], environment: environment)
            try scratch.write("\(name)/users", entry.output)
        }
        let sockets = (0..<backends).map { "\(directory)/fcgi\($0)" }
        var processes = try sockets.map {
            try ServerProcess(["fcgiwrap", "-s", "unix:\($0)"], environment: environment, log: $0 + ".log")
        }
        for (process, socket) in zip(processes, sockets) {
            try await process.waitUntil { FileManager.default.fileExists(atPath: socket) }
        }
        if tls != nil { try await makeCertificate(in: directory, environment) }
        let port = LoopbackPort.free()
        let backend = try await CommandRun.run(["git", "--exec-path"], environment: environment).output
        let configuration = NginxConfiguration(
            directory: directory, port: port, root: root, sockets: sockets, hasUsers: basicAuth != nil,
            tls: tls, clients: clients, backend: backend.trimmingCharacters(in: .newlines) + "/git-http-backend",
            wrapper: wrapper)
        let path = try scratch.write("\(name)/nginx.conf", configuration.text)
        let nginx = try ServerProcess(
            ["nginx", "-p", directory, "-c", path, "-e", "\(directory)/error.log"], environment: environment,
            log: "\(directory)/nginx.log")
        try await nginx.waitUntil { LoopbackPort.isOpen(port) }
        processes.append(nginx)
        return GitHTTPServer(
            port: port, authority: tls.map { _ in "\(directory)/server.pem" }, processes: processes, scratch: scratch)
    }

    private static func makeCertificate(in directory: String, _ environment: [String: String]) async throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        let name = ["-subj", "/CN=pinnace test", "-addext", "subjectAltName=IP:127.0.0.1"]
        let result = try await CommandRun.run(
            ["openssl", "req", "-x509"] + key + name
                + ["-keyout", "\(directory)/server.key", "-out", "\(directory)/server.pem"],
            environment: environment)
        if result.status != 0 { throw ServerFailure(log: result.errors) }
    }
}

private struct NginxConfiguration {
    let directory: String
    let port: Int
    let root: String
    let sockets: [String]
    let hasUsers: Bool
    let tls: String?
    let clients: String?
    let backend: String
    let wrapper: String?

    var text: String {
        """
        daemon off;
        worker_processes 1;
        pid \(directory)/nginx.pid;
        \(getuid() == 0 ? "user root;" : "")
        events {}
        http {
            access_log off;
            client_max_body_size 0;
            client_body_temp_path \(directory)/body;
            fastcgi_temp_path \(directory)/fastcgi;
            proxy_temp_path \(directory)/proxy;
            uwsgi_temp_path \(directory)/uwsgi;
            scgi_temp_path \(directory)/scgi;
            upstream git { \(sockets.map { "server unix:\($0);" }.joined(separator: " ")) }
            server {
                listen 127.0.0.1:\(port)\(tls == nil ? "" : " ssl");
                \(tls.map { "ssl_protocols \($0); ssl_certificate \(directory)/server.pem;" } ?? "")
                \(clients.map { "ssl_client_certificate \($0); ssl_verify_client on;" } ?? "")
                \(tls == nil ? "" : "ssl_certificate_key \(directory)/server.key;")
                \(hasUsers ? "auth_basic git; auth_basic_user_file \(directory)/users;" : "")
                location / {
                    fastcgi_pass git;
                    fastcgi_param SCRIPT_FILENAME \(wrapper ?? backend);
                    fastcgi_param GIT_HTTP_BACKEND \(backend);
                    fastcgi_param GIT_PROJECT_ROOT \(root);
                    fastcgi_param GIT_HTTP_EXPORT_ALL 1;
                    fastcgi_param PATH_INFO $uri;
                    fastcgi_param REMOTE_USER $remote_user;
                    fastcgi_param REMOTE_ADDR $remote_addr;
                    fastcgi_param QUERY_STRING $query_string;
                    fastcgi_param REQUEST_METHOD $request_method;
                    fastcgi_param CONTENT_TYPE $content_type;
                    fastcgi_param CONTENT_LENGTH $content_length;
                    fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
                    fastcgi_param HTTP_X_TEAM $http_x_team;
                }
            }
        }

        """
    }
}
