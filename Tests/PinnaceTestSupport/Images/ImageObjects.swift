/// The JSON objects of an image (OCI image-spec; Docker's schema 2 has the same fields).
extension ImageBuilder {
    struct PlatformObject: Encodable {
        let os: String
        let architecture: String
        let variant: String?

        static let unknown = PlatformObject("unknown/unknown")

        init(_ text: String) {
            let parts = text.split(separator: "/").map(String.init)
            os = parts[0]
            architecture = parts[1]
            variant = parts.count > 2 ? parts[2] : nil
        }
    }

    struct Descriptor: Encodable {
        let mediaType: String
        let digest: String
        let size: Int
        let platform: PlatformObject?
        let annotations: [String: String]?

        init(
            _ content: BuiltImage.Content,
            platform: PlatformObject? = nil,
            annotations: [String: String]? = nil
        ) {
            mediaType = content.mediaType
            digest = content.digest
            size = content.bytes.count
            self.platform = platform
            self.annotations = annotations
        }
    }

    struct Index: Encodable {
        var schemaVersion = 2
        let mediaType: String
        let manifests: [Descriptor]
    }

    struct Manifest: Encodable {
        var schemaVersion = 2
        let mediaType: String
        let config: Descriptor
        let layers: [Descriptor]
    }

    struct RootFS: Encodable {
        var type = "layers"
        let diffIDs: [String]

        init(_ diffIDs: [String]) {
            self.diffIDs = diffIDs
        }

        private enum CodingKeys: String, CodingKey {
            case type
            case diffIDs = "diff_ids"
        }
    }

    struct Configuration: Encodable {
        struct Process: Encodable {
            let entrypoint: [String]
            let exposedPorts: [String: [String: String]]?
            let user: String
            let labels: [String: String]
            let healthCheck: [String: [String]]?

            private enum CodingKeys: String, CodingKey {
                case entrypoint = "Entrypoint"
                case exposedPorts = "ExposedPorts"
                case user = "User"
                case labels = "Labels"
                case healthCheck = "Healthcheck"
            }
        }

        let os: String
        let architecture: String
        var variant: String?
        var created: String?
        let config: Process?
        let rootfs: RootFS
    }

    struct MediaTypes {
        let index: String
        let manifest: String
        let config: String
        let layer: String
    }

    var mediaTypes: MediaTypes {
        switch format {
        case .oci:
            MediaTypes(
                index: "application/vnd.oci.image.index.v1+json",
                manifest: "application/vnd.oci.image.manifest.v1+json",
                config: "application/vnd.oci.image.config.v1+json",
                layer: "application/vnd.oci.image.layer.v1.tar+gzip"
            )
        case .docker:
            MediaTypes(
                index: "application/vnd.docker.distribution.manifest.list.v2+json",
                manifest: "application/vnd.docker.distribution.manifest.v2+json",
                config: "application/vnd.docker.container.image.v1+json",
                layer: "application/vnd.docker.image.rootfs.diff.tar.gzip"
            )
        }
    }
}
