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

    /// Whether a run writes it where the configuration says nothing else.
    var isWritten: Bool { occurrence.kind == .field && isOurs }

    /// Whether a rule for where it comes from says something of it: on a command line it is reported, at least.
    var isMoved: Bool { [.field, .commandLine].contains(occurrence.kind) && isOurs }

    private var isOurs: Bool { !occurrence.directives.ignore && occurrence.directives.otherController == nil }
}
