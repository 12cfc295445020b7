import ImageModel
import Manifests
import Planning
import YAMLSource

/// Something that a reviewer should see at a line.
struct SARIFResult: Encodable, Sendable {
    enum Level: String, Encodable, Sendable {
        case error, warning, note
    }

    let ruleId: String
    let level: Level
    let message: SARIFMessage
    let locations: [SARIFLocation]

    /// Blocked references and changes, and what may not stay as it is; the others need nobody's attention. What a registry did not answer is a
    /// warning: nothing says that the line is wrong.
    init?(_ reference: PlannedReference) {
        switch reference.status {
        case .blocked:
            let reason = reference.reason ?? .notAllowed
            ruleId = reason.rawValue
            level = reason.meansUnjudged ? .warning : .error
            message = SARIFMessage(
                text: "\(reference.from): \(reference.message ?? ReasonSummary.text(reason.rawValue))")
        case .change:
            ruleId = reference.reason?.rawValue ?? (reference.from.contains("@") ? "outdated" : "unpinned")
            level = .note
            message = SARIFMessage(text: "\(reference.from) becomes \(reference.to ?? "")")
        case .unchanged:
            guard let reason = reference.reason else { return nil }
            ruleId = reason.rawValue
            level = .warning
            message = SARIFMessage(
                text: "\(reference.from): \(reference.message ?? ReasonSummary.text(reason.rawValue))")
        case .skipped, .held:
            return nil
        }
        locations = [SARIFLocation(reference.occurrence)]
    }

    init(_ finding: Finding) {
        ruleId = finding.reason.rawValue
        level = .warning
        message = SARIFMessage(text: finding.message)
        locations = [SARIFLocation(finding)]
    }
}

struct SARIFLocation: Encodable, Sendable {
    let physicalLocation: Physical
    let logicalLocations: [Logical]?

    struct Physical: Encodable, Sendable {
        let artifactLocation: Artifact
        let region: Region?
    }

    struct Artifact: Encodable, Sendable {
        let uri: String
        /// The repository's top folder, wherever it is checked out.
        let uriBaseId = "%SRCROOT%"
    }

    struct Region: Encodable, Sendable {
        let startLine: Int
        let startColumn: Int

        init(_ location: SourceLocation) {
            startLine = location.line
            startColumn = location.column
        }
    }

    struct Logical: Encodable, Sendable {
        let fullyQualifiedName: String
    }

    init(_ occurrence: ImageOccurrence) {
        physicalLocation = Physical(
            artifactLocation: Artifact(uri: Self.uri(occurrence.file)),
            region: Region(occurrence.location)
        )
        let name = [occurrence.object?.description, occurrence.field].compactMap(\.self).joined(separator: "/")
        logicalLocations = [Logical(fullyQualifiedName: name)]
    }

    init(_ finding: Finding) {
        physicalLocation = Physical(
            artifactLocation: Artifact(uri: Self.uri(finding.file)),
            region: finding.location.map(Region.init)
        )
        logicalLocations = nil
    }

    /// A relative reference of RFC 3986. A colon is escaped too: in the first segment it would end a scheme.
    private static func uri(_ path: RepositoryPath) -> String {
        path.string.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            guard scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._~/".unicodeScalars.contains(scalar)
            else { return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
            return String(scalar)
        }.joined()
    }
}
