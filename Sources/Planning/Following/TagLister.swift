package import ImageModel

/// Asks a registry or a layout what tags there are.
package protocol TagLister: Sendable {
    /// Hands over every tag of a repository, a page at a time, in any order; a tag may come twice.
    ///
    /// - Returns: why the list is not whole, and nothing may be decided on it; `nil` where it is.
    func listTags(
        of repository: ImageRepository, _ page: @escaping @Sendable ([ImageTag]) -> Void
    ) async -> ResolutionFailure?

    /// When an image was made; `nil` where it does not say.
    func created(_ reference: ImageReference) async -> Result<CreationTime?, ResolutionFailure>
}
