import Crypto
import Foundation

/// Signs images with a certificate of an authority of its own, both made by `openssl`, as `notation sign` does.
package struct NotationSigner: Sendable {
    package static let artifactType = "application/vnd.cncf.notary.signature"

    /// The authority's certificate, a PEM file.
    package let trustStore: String
    private let key: P256.Signing.PrivateKey
    private let chain: [String]

    /// - Parameter name: the organization that the certificate is for.
    package static func make(in directory: TemporaryDirectory, name: String) async throws -> NotationSigner {
        func path(_ file: String) -> String { directory.path("\(name).\(file)") }
        let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try await Command.run(
            "openssl",
            [
                "req", "-x509", "-days", "2", "-subj", "/CN=\(name) root", "-keyout", path("ca.key"), "-out",
                path("ca.crt"),
            ]
                + newKey
        ).checked()
        try await Command.run(
            "openssl",
            ["req", "-subj", "/C=US/ST=WA/O=\(name)/CN=release", "-keyout", path("key"), "-out", path("csr")] + newKey
        ).checked()
        let extensions = try directory.write(
            "\(name).cnf", "keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n")
        try await Command.run(
            "openssl",
            [
                "x509", "-req", "-days", "2", "-in", path("csr"), "-CA", path("ca.crt"), "-CAkey", path("ca.key"),
                "-CAcreateserial", "-extfile", extensions, "-out", path("crt"),
            ]
        ).checked()
        return try NotationSigner(key: path("key"), certificates: [path("crt"), path("ca.crt")])
    }

    private init(key: String, certificates: [String]) throws {
        self.key = try P256.Signing.PrivateKey(pemRepresentation: String(contentsOfFile: key, encoding: .utf8))
        chain = try certificates.map { file in
            try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("-----") }
                .joined()
        }
        trustStore = certificates[1]
    }

    /// A signature as a referrer, in the list for the fallback tag.
    ///
    /// - Parameter clock: who says when it was made.
    package func signature(of image: BuiltImage, by clock: TimestampClock? = nil) async throws -> BuiltImage {
        let payload = """
            {"targetArtifact":{"mediaType":"\(image.root.mediaType)","digest":"\(image.digest)","size":\
            \(image.root.bytes.count)}}
            """
        let time = Date().formatted(.iso8601)
        let protected = """
            {"alg":"ES256","cty":"application/vnd.cncf.notary.payload.v1+json","crit":["io.cncf.notary.signingScheme"],\
            "io.cncf.notary.signingScheme":"notary.x509","io.cncf.notary.signingTime":"\(time)"}
            """
        let signed = "\(base64URL(Data(protected.utf8))).\(base64URL(Data(payload.utf8)))"
        let signature = try key.signature(for: Data(signed.utf8)).rawRepresentation
        let stamp = try await clock?.stamp(Array(signature), isToken: true)
        let unsigned = stamp.map { #","io.cncf.notary.timestampSignature":"\#(Data($0).base64EncodedString())""# } ?? ""
        let envelope = """
            {"payload":"\(base64URL(Data(payload.utf8)))","protected":"\(base64URL(Data(protected.utf8)))",\
            "header":{"x5c":[\(chain.map { "\"\($0)\"" }.joined(separator: ","))]\(unsigned)},"signature":"\(base64URL(signature))"}
            """
        let content = BuiltImage.Content(mediaType: "application/jose+json", bytes: Array(envelope.utf8))
        let referrer = try BuiltImage.attachment([(content, [:])], artifactType: Self.artifactType, to: image.root)
        return try .referrers([(referrer, Self.artifactType)])
    }

    private func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
