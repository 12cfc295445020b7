import ImageModel

/// Who asks for what, and where: all that an authorization depends on.
struct RegistryAccess: Sendable {
    let endpoint: RegistryEndpoint
    let repository: ImageRepository
    var scopes: [TokenScope]
    /// For errors: the reference or repository.
    let subject: String
}
