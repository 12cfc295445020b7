import Crypto
import GitStore
import HTTPTransport
import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a Secret says about a git server, in the keys that Flux's users know: `username` and `password`, or
/// `bearerToken`, or those of a GitHub App; `identity` and `known_hosts` for SSH; `ca.crt` for an authority of one's own.
struct GitSecret: Sendable {
    let credential: GitCredential?
    /// A GitHub App, whose token is the password.
    let app: ForgeSecret?
    let identity: Secret?
    let knownHosts: String?
    let authority: [UInt8]?
    /// What shows the server who connects, besides any password.
    let certificate: ClientCertificate?
    /// Tells contents apart without holding them: mirrors and connections are kept apart by it.
    let fingerprint: String

    static let none = GitSecret()

    private init() {
        (credential, app, identity, knownHosts, authority) = (nil, nil, nil, nil, nil)
        (certificate, fingerprint) = (nil, "anonymous")
    }

    /// - Throws: `.invalid` where what is there makes no credential.
    init(_ object: SecretObject) throws(KubernetesError) {
        let values = object.values
        if let token = values["bearerToken"] {
            credential = .bearer(Secret(token.reveal().trimmingLineEnd))
        } else if let password = values["password"] {
            credential = .basic(
                user: values["username"]?.reveal() ?? "x-access-token",
                password: Secret(password.reveal().trimmingLineEnd))
        } else {
            credential = nil
        }
        app = credential == nil && values[ForgeSecret.appKey] != nil ? try ForgeSecret(object) : nil
        identity = values["identity"]
        knownHosts = values["known_hosts"]?.reveal()
        authority = (values["ca.crt"] ?? values["caFile"]).map { Array($0.reveal().utf8) }
        guard (values["tls.crt"] == nil) == (values["tls.key"] == nil) else {
            throw KubernetesError(
                .invalid, operation: "read secret \(object.key)", message: "tls.crt and tls.key go together")
        }
        if let certificate = values["tls.crt"], let key = values["tls.key"] {
            self.certificate = ClientCertificate(certificate: certificate, key: key)
        } else {
            certificate = nil
        }
        guard credential != nil || app != nil || identity != nil || authority != nil || certificate != nil else {
            throw KubernetesError(
                .invalid, operation: "read secret \(object.key)",
                message: "it has none of password, bearerToken, githubAppID, identity, tls.crt and ca.crt")
        }
        guard identity == nil || knownHosts != nil else {
            throw KubernetesError(
                .invalid, operation: "read secret \(object.key)",
                message: "a key for SSH needs known_hosts beside it: 'ssh-keyscan HOST', checked by you")
        }
        fingerprint = Self.fingerprint(values, of: object.key)
    }

    static func fingerprint(_ values: [String: Secret], of key: ObjectKey) -> String {
        var hash = SHA256()
        hash.update(data: Array("\(key)\0".utf8))
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name)\0\(value.reveal())\0".utf8))
        }
        return hash.finalize().prefix(10).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}

/// The credential of one secret, for the server of one URL and no other.
struct SecretGitCredentials: GitCredentialProvider {
    let url: GitRemoteURL
    let credential: GitCredential?

    func credential(for url: GitRemoteURL) -> GitCredential? {
        url.origin == self.url.origin ? credential : nil
    }

    func unasked(for url: GitRemoteURL) -> GitCredential? { credential(for: url) }
}
