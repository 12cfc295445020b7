package import ImageModel

/// Somebody who may know a credential for a repository: a file, a program, a cloud.
package protocol CredentialProvider: Sendable {
    /// The credential for a repository, chosen by the registry's own name, whatever address serves it; `nil` where
    /// there is none.
    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential?
}
