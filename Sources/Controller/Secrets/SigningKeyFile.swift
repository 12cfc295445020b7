import GitStore
import HTTPTransport
import KubernetesAPI

/// A private SSH key of a Secret, as a file that `ssh-keygen` signs with.
struct SigningKeyFile: Sendable {
    let path: String

    /// - Parameter directory: in memory where the pod is set up as documented; made where it is missing.
    /// - Throws: `.invalid` where the Secret has no key.
    init(_ object: SecretObject, in directory: String) throws {
        guard let key = object.values["ssh-privatekey"] ?? object.values["identity"] else {
            throw KubernetesError(
                .invalid, operation: "read secret \(object.key)",
                message: "it has neither ssh-privatekey nor identity to sign with")
        }
        let folder = try KeyFolder("\(directory)/\(GitSecret.fingerprint(object.values, of: object.key))")
        path = try folder.write(key.reveal(), as: "signing")
    }
}
