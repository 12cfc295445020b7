import Foundation

/// A time stamping authority of RFC 3161, as `openssl ts` runs one.
package struct TimestampClock: Sendable {
    private static let configuration = """
        [req]
        distinguished_name = name
        [name]
        [root]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign
        [clock]
        keyUsage = critical,digitalSignature
        extendedKeyUsage = critical,timeStamping
        [tsa]
        serial = SERIAL
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256, sha384, sha512
        ACCURACY
        ordering = yes
        tsa_name = yes
        ess_cert_id_alg = HASH
        """

    private let directory: TemporaryDirectory
    /// The authority's certificate, a PEM file.
    package let trustStore: String

    /// - Parameters:
    ///   - key: options of `openssl genpkey`.
    ///   - accuracy: as `openssl`'s settings have it; exact where none is given.
    ///   - named: the hash by which tokens name the certificate that signs them.
    package static func make(
        key: [String] = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], accuracy: String? = nil,
        named: String = "sha256"
    ) async throws -> TimestampClock {
        let clock = TimestampClock(try TemporaryDirectory("clock"))
        func path(_ name: String) -> String { clock.directory.path(name) }
        let file = try clock.directory.write(
            "cnf",
            configuration.replacing("SERIAL", with: path("serial")).replacing("HASH", with: named)
                .replacing("ACCURACY", with: accuracy.map { "accuracy = \($0)" } ?? ""))
        for name in ["root", "clock"] { try await clock.openssl(["genpkey", "-out", path("\(name).key")] + key) }
        try await clock.openssl([
            "req", "-x509", "-config", file, "-extensions", "root", "-days", "2", "-subj", "/CN=time root", "-key",
            path("root.key"), "-out", path("root.crt"),
        ])
        try await clock.openssl([
            "req", "-new", "-config", file, "-subj", "/CN=clock", "-key", path("clock.key"), "-out", path("csr"),
        ])
        try await clock.openssl([
            "x509", "-req", "-days", "2", "-in", path("csr"), "-CA", path("root.crt"), "-CAkey", path("root.key"),
            "-CAcreateserial", "-extfile", file, "-extensions", "clock", "-out", path("clock.crt"),
        ])
        return clock
    }

    private init(_ directory: TemporaryDirectory) {
        self.directory = directory
        trustStore = directory.path("root.crt")
    }

    /// What the authority answers, or the token alone.
    package func stamp(_ bytes: [UInt8], hash: String = "sha256", isToken: Bool = false) async throws -> [UInt8] {
        let data = directory.path("data")
        try Data(bytes).write(to: URL(filePath: data))
        let (query, answer) = (directory.path("query"), directory.path("answer"))
        try await openssl(["ts", "-query", "-data", data, "-cert", "-\(hash)", "-out", query])
        let clock = directory.path("clock")
        try await openssl(
            [
                "ts", "-reply", "-config", directory.path("cnf"), "-section", "tsa", "-queryfile", query, "-signer",
                "\(clock).crt", "-inkey", "\(clock).key", "-out", answer,
            ] + (isToken ? ["-token_out"] : []))
        return Array(try Data(contentsOf: URL(filePath: answer)))
    }

    private func openssl(_ arguments: [String]) async throws {
        try await Command.run("openssl", arguments).checked()
    }
}
