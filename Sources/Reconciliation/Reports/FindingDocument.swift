import ImageModel
package import Manifests
import YAMLSource

/// Something about a file, as the documents tell it.
package struct FindingDocument: Codable, Hashable, Sendable {
    package let file: String
    @Nullable package var line: Int?
    package let reason: String
    package let message: String

    package init(_ finding: Finding) {
        file = finding.file.string
        line = finding.location?.line
        reason = finding.reason.rawValue
        message = finding.message
    }
}
