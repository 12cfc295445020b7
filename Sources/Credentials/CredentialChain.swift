package import ImageModel

/// Asks one provider after the other; the first that knows a credential answers.
///
/// One that fails does not keep the others from answering. Where none does, its error is thrown, so that a broken
/// provider is not mistaken for one that knows nothing.
package struct CredentialChain: CredentialProvider {
    private let providers: [any CredentialProvider]

    package init(_ providers: [any CredentialProvider]) {
        self.providers = providers
    }

    package func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        var failure: CredentialError?
        for provider in providers {
            do throws(CredentialError) {
                if let credential = try await provider.credential(for: repository) { return credential }
            } catch {
                if error.code == .cancelled { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return nil
    }

    /// Of the first that knows another: one that comes before the one which gave it may know one by now.
    package func renewed(
        _ refused: RegistryCredential, for repository: ImageRepository
    ) async throws(CredentialError) -> RegistryCredential? {
        var failure: CredentialError?
        for provider in providers {
            do throws(CredentialError) {
                if let credential = try await provider.renewed(refused, for: repository) { return credential }
            } catch {
                if error.code == .cancelled { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return nil
    }
}
