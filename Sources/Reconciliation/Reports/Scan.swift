import ImageModel
package import Manifests

/// Every reference of a repository, nobody asked.
package struct Scan: Sendable {
    /// The commit that was read; `nil` outside git.
    package var revision: String?
    /// Files that were looked at.
    package var files: Int
    package var references: [ScannedReference]
    package var findings: [Finding]

    package init(revision: String?, files: Int, references: [ScannedReference], findings: [Finding]) {
        self.revision = revision
        self.files = files
        self.references = references
        self.findings = findings
    }
}

/// A reference where it stands.
package struct ScannedReference: Sendable {
    package let occurrence: ImageOccurrence
    /// The whole effective reference, whatever pieces it stands in.
    package let from: String

    package init(occurrence: ImageOccurrence, from: String) {
        self.occurrence = occurrence
        self.from = from
    }

    /// Host, path, tag and digest spelled out; `nil` for text that is no reference, as a template's is not. Without a tag
    /// where one is for another file to say: a chart's own values, a Kustomize base.
    package var canonical: String? {
        guard let reference = try? ImageReference(parsing: from) else { return nil }
        if case .whole = occurrence.parts, occurrence.kind != .unknownField { return reference.canonical }
        guard reference.tag == nil, reference.digest == nil else { return reference.canonical }
        // So is a registry, before a name of one word.
        return reference.spelledName.contains("/") ? reference.repository.canonicalName : nil
    }
}
