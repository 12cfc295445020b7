import CryptoExtras
import Foundation
import PinnaceTestSupport

/// A key that was made for these tests alone, and who checks its signatures.
enum TestKeys {
    static let rsa = key.pkcs8PEMRepresentation

    private static let key: _RSA.Signing.PrivateKey = {
        guard let key = try? _RSA.Signing.PrivateKey(keySize: .bits2048) else { preconditionFailure("no RSA") }
        return key
    }()

    /// Whether the field of the form is a JWT that the key signed.
    static func isSigned(_ request: ScriptedRequest, _ field: String) -> Bool {
        let fields = request.text.split(separator: "&")
        let token = fields.first { $0.hasPrefix(field + "=") }?.dropFirst(field.count + 1) ?? ""
        let parts = token.split(separator: ".").map(String.init)
        guard parts.count == 3, let data = RecordedRequest.data(parts[2]) else { return false }
        return key.publicKey.isValidSignature(
            .init(rawRepresentation: data), for: Data("\(parts[0]).\(parts[1])".utf8), padding: .insecurePKCS1v1_5)
    }

    /// The key with a certificate that names it, made by openssl.
    static func certificate(in directory: TemporaryDirectory) async throws -> String {
        let path = try directory.write("key.pem", rsa)
        let arguments = ["req", "-x509", "-new", "-key", path, "-subj", "/CN=pinnace", "-days", "2"]
        return rsa + "\n" + (try await Command.run("openssl", arguments).checked()) + "\n"
    }
}
