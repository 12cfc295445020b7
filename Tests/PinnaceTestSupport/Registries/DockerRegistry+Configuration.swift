extension DockerRegistry {
    /// The server's `config.yml`. Its values hold no quotes or backslashes.
    struct Configuration {
        let port: Int
        let access: Access
        let certificate: TestCertificate?
        let directory: String
        let storage: String
        /// What it is a cache of.
        var upstream: String?

        var text: String {
            """
            version: 0.1
            log: {level: info, fields: {service: registry}}
            storage:
              filesystem: {rootdirectory: '\(storage)'}
              delete: {enabled: true}
            http:
              addr: 127.0.0.1:\(port)
            \(tls)\(auth)\(proxy)
            """
        }

        private var proxy: String { upstream.map { "\nproxy: {remoteurl: '\($0)'}" } ?? "" }

        private var tls: String {
            certificate.map { "  tls: {certificate: '\($0.certificatePath)', key: '\($0.keyPath)'}\n" } ?? ""
        }

        private var auth: String {
            switch access {
            case .open:
                return ""
            case .basic:
                return "auth:\n  htpasswd: {realm: pinnace-test, path: '\(directory)/htpasswd'}"
            case .token(let server):
                return """
                    auth:
                      token:
                        realm: \(server.realm)
                        service: \(server.service)
                        issuer: \(server.issuer)
                        rootcertbundle: '\(server.certificate.certificatePath)'
                    """
            }
        }
    }
}
