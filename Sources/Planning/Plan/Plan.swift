package import ImageModel
package import Manifests

/// What a run would do, and why it leaves alone what it leaves alone.
package struct Plan: Sendable {
    /// The commit that was planned on; `nil` outside git.
    package var revision: String?
    /// Files that were looked at.
    package var files: Int
    package var references: [PlannedReference]
    package var findings: [Finding]
    /// When the answers were given that stand in for registries; `nil` where those were asked.
    package var recorded: RecordedSpan?
    /// How often registries let themselves be read, where they said so.
    package var allowances: [RegistryAllowance] = []

    package init(revision: String?, files: Int, references: [PlannedReference], findings: [Finding]) {
        self.revision = revision
        self.files = files
        self.references = references
        self.findings = findings
    }

    package var changes: [PlannedReference] {
        references.indices.filter { references[$0].status == .change }.map { references[$0] }
    }
    package var copies: [PlannedCopy] {
        var seen: Set<PlannedCopy> = []
        return changes.flatMap(\.copies).filter { seen.insert($0).inserted }
    }

    package func count(_ status: PlannedReference.Status) -> Int {
        references.indices.count { references[$0].status == status }
    }
}

/// One reference with its fate.
package struct PlannedReference: Sendable {
    package enum Status: String, Sendable, CaseIterable {
        case change, unchanged, skipped, held, blocked
    }

    package let occurrence: ImageOccurrence
    /// Its place in ``RenderGraph/occurrences``.
    package var index = 0
    /// The whole effective reference, whatever pieces it stands in.
    package let from: String
    package var to: String?
    package var status: Status
    package var reason: ReasonCode?
    /// For people; says what to do where something can be done.
    package var message: String?
    package var edits: [PlannedEdit] = []
    package var copies: [PlannedCopy] = []
    package var digest: Digest?
    package var platforms: [Platform] = []
    package var source: SourceReport?
    package var rule: String?
    /// The policy whose tags it follows, as a comment would say it; `nil` for the tag that stands there.
    package var follow: String?
    /// References that share a scalar are written together or not at all.
    package var group = 0

    package init(occurrence: ImageOccurrence, from: String, status: Status) {
        self.occurrence = occurrence
        self.from = from
        self.status = status
    }
}

/// A scalar to be written; `from` is `nil` where the key is added.
package struct PlannedEdit: Hashable, Sendable {
    package let site: Site
    package let to: String

    package init(site: Site, to: String) {
        self.site = site
        self.to = to
    }

    package var from: String? { site.value }
}

/// An image that has to be brought to its new place first.
package struct PlannedCopy: Hashable, Sendable {
    package let source: ImageReference
    package let target: ImageReference
    package let digest: Digest
    /// Whether a tag that names other content is moved.
    package let replace: Bool

    package init(source: ImageReference, target: ImageReference, digest: Digest, replace: Bool) {
        self.source = source
        self.target = target
        self.digest = digest
        self.replace = replace
    }
}

/// What the place that an image comes from said.
package struct SourceReport: Hashable, Sendable {
    package let reference: String
    package let readable: Bool
    package let digest: Digest?
    /// Whether source and target are the same bytes; `nil` where that cannot be told.
    package let identical: Bool?

    package init(reference: String, readable: Bool, digest: Digest?, identical: Bool?) {
        self.reference = reference
        self.readable = readable
        self.digest = digest
        self.identical = identical
    }
}
