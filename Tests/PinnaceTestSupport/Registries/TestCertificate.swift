/// A self-signed certificate for `localhost` and 127.0.0.1 with its P-256 key, both PEM files made by `openssl`.
package struct TestCertificate: Sendable {
    package let certificatePath: String
    package let keyPath: String

    package static func make(in directory: String, name: String = "pinnace-test") async throws -> TestCertificate {
        let certificate = TestCertificate(
            certificatePath: "\(directory)/\(name).crt",
            keyPath: "\(directory)/\(name).key"
        )
        let arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", certificate.keyPath, "-out", certificate.certificatePath,
        ]
        try await Command.run("openssl", arguments).checked()
        return certificate
    }
}
