package import ImageModel

/// Somebody who may know a credential for a repository: a file, a program, a cloud.
package protocol CredentialProvider: Sendable {
    /// The credential for a repository, chosen by the registry's own name, whatever address serves it; `nil` where
    /// there is none.
    func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential?

    /// A credential in the place of one that this provider gave and the registry refused before its end; `nil` where the
    /// refused one is not its own, or there is no other.
    func renewed(
        _ refused: RegistryCredential, for repository: ImageRepository
    ) async throws(CredentialError) -> RegistryCredential?
}

extension CredentialProvider {
    /// What stands in files and with programs may have been renewed by others.
    package func renewed(
        _ refused: RegistryCredential, for repository: ImageRepository
    ) async throws(CredentialError) -> RegistryCredential? {
        let credential = try await credential(for: repository)
        return credential == refused ? nil : credential
    }
}
