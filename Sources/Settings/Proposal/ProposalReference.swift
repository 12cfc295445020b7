package import ImageModel
package import Manifests

/// A reference that was found, as far as a proposal goes by it.
package struct ProposalReference: Sendable {
    package let repository: ImageRepository
    package let occurrence: ImageOccurrence

    /// - Parameter text: the whole effective reference; `nil` comes of what is none, such as a template's.
    package init?(_ occurrence: ImageOccurrence, text: String) {
        guard let reference = try? ImageReference(parsing: text) else { return nil }
        repository = reference.repository
        self.occurrence = occurrence
    }

    /// Whether a run writes it where the configuration says nothing of it.
    var isWritten: Bool { occurrence.kind == .field && !occurrence.directives.ignore }
}
