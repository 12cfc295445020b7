import ImageModel
package import Registry

/// `inspect --format json`; described by `schemas/inspect.schema.json`.
package struct InspectionDocument: ReportDocument, Codable, Hashable {
    package struct Image: Codable, Hashable, Sendable {
        package let digest: String
        @Nullable package var platform: String?
        package let compressedSize: Int64
        package let layers: Int
        @Nullable package var config: Config?
        /// By the scanner's word for the severity.
        @Nullable package var findings: [String: Int]?
    }

    package struct Config: Codable, Hashable, Sendable {
        @Nullable package var created: String?
        @Nullable package var user: String?
        @Nullable package var workingDirectory: String?
        package let entrypoint: [String]
        package let command: [String]
        package let exposedPorts: [String]
        package let healthCheck: [String]
        package let labels: [String: String]
    }

    package struct Base: Codable, Hashable, Sendable {
        package let name: String
        @Nullable package var digest: String?
        @Nullable package var current: String?
        @Nullable package var moved: Bool?
    }

    package struct Attached: Codable, Hashable, Sendable {
        package let digest: String
        @Nullable package var artifactType: String?
        @Nullable package var tag: String?
    }

    package var apiVersion = ReportVersion.apiVersion
    package var kind = "Inspection"
    package let reference: String
    package let digest: String
    package let mediaType: String
    package let images: [Image]
    package let attestations: Int
    @Nullable package var base: Base?
    package let attached: [Attached]

    package init(_ inspection: ImageInspection) {
        reference = inspection.reference.canonical
        digest = inspection.digest.description
        mediaType = inspection.mediaType.rawValue
        images = inspection.images.map(Image.init)
        attestations = inspection.attestations
        base = inspection.base.map(Base.init)
        attached = inspection.attached.map {
            Attached(digest: $0.digest.description, artifactType: $0.artifactType, tag: $0.tag?.name)
        }
    }
}

extension InspectionDocument.Image {
    init(_ image: ImageInspection.Image) {
        self.init(
            digest: image.digest.description, platform: image.platform?.description,
            compressedSize: image.compressedSize, layers: image.layers,
            config: image.config.map(InspectionDocument.Config.init),
            findings: image.scan?.counts
        )
    }
}

extension InspectionDocument.Config {
    init(_ config: InspectedConfig) {
        self.init(
            created: config.created, user: config.user, workingDirectory: config.workingDirectory,
            entrypoint: config.entrypoint, command: config.command, exposedPorts: config.exposedPorts,
            healthCheck: config.healthCheck, labels: config.labels
        )
    }
}

extension InspectionDocument.Base {
    init(_ base: ImageInspection.Base) {
        self.init(
            name: base.name, digest: base.digest?.description, current: base.current?.description, moved: base.hasMoved)
    }
}
