package import ImageModel

/// Makes a repository in a registry that does not make one on the first push, as ECR does not.
///
/// Asked only after the registry said that the repository is not there, once per client and repository: who may push
/// need not be allowed to create.
package protocol RepositoryCreator: Sendable {
    /// Whether it creates in this repository's registry; decided by the host alone, and anchored.
    func creates(_ repository: ImageRepository) -> Bool

    /// Returns when the repository is there: one that somebody else has just made is as good.
    func create(_ repository: ImageRepository) async throws(RegistryError)
}
