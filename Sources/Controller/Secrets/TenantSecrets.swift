import Credentials
import HTTPTransport
import KubernetesAPI

/// Reads what a resource names, from its own namespace and from nowhere else.
struct TenantSecrets: Sendable {
    let cluster: KubernetesClient
    let namespace: String

    func git(_ reference: ConfigRepositorySpec.LocalReference?) async throws -> GitSecret {
        guard let reference else { return .none }
        return try GitSecret(try await secret(reference.name))
    }

    /// Docker configurations of pull secrets, and what tells them apart.
    func registries(
        _ references: [ConfigRepositorySpec.LocalReference]
    ) async throws -> (providers: [any CredentialProvider], fingerprint: String) {
        var providers: [any CredentialProvider] = []
        var fingerprints: [String] = []
        for reference in references {
            let object = try await secret(reference.name)
            guard let text = object.values[".dockerconfigjson"] ?? object.values["config.json"] else {
                throw KubernetesError(
                    .invalid, operation: "read secret \(object.key)", message: "it has no .dockerconfigjson")
            }
            providers.append(DockerConfigCredentials(text: text.reveal(), name: "secret \(object.key)"))
            fingerprints.append(GitSecret.fingerprint(object.values, of: object.key))
        }
        return (providers, fingerprints.joined(separator: "+"))
    }

    func configuration(_ reference: ConfigRepositorySpec.ConfigReference) async throws -> (name: String, bytes: [UInt8])
    {
        let key = ObjectKey(namespace: namespace, name: reference.name)
        let map = try await cluster.get(ConfigMap.self, key)
        let entry = reference.key ?? ConfigRepositorySpec.standardConfigKey
        guard let text = map.data?[entry] else {
            throw KubernetesError(.invalid, operation: "read configmap \(key)", message: "it has no key '\(entry)'")
        }
        return ("configmap \(key), \(entry)", Array(text.utf8))
    }

    private func secret(_ name: String) async throws -> SecretObject {
        try await cluster.get(SecretObject.self, ObjectKey(namespace: namespace, name: name))
    }
}
