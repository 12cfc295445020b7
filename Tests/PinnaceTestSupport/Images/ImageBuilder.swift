#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes small, valid images whose bytes follow from a seed: another seed is another build of the same thing.
package struct ImageBuilder: Sendable {
    /// Whose media types the image carries.
    package enum Format: Sendable {
        case oci, docker
    }

    /// What the image's config says of the process in it.
    package struct Runtime: Sendable {
        package var entrypoint: [String]
        /// As the config spells them: `8000/tcp`.
        package var exposedPorts: [String]
        package var user: String
        package var labels: [String: String]
        /// As Docker's config has it: `CMD`, then the command; none where it is empty.
        package var healthCheck: [String]
        /// RFC 3339; `nil` where the config does not say.
        package var created: String?

        package init(
            entrypoint: [String] = ["/app"],
            exposedPorts: [String] = [],
            user: String = "",
            labels: [String: String] = [:],
            healthCheck: [String] = [],
            created: String? = nil
        ) {
            self.entrypoint = entrypoint
            self.exposedPorts = exposedPorts
            self.user = user
            self.labels = labels
            self.healthCheck = healthCheck
            self.created = created
        }
    }

    package let seed: String
    package let format: Format
    package let runtime: Runtime
    /// Bytes of each layer's one file.
    package let layerSize: Int

    package init(seed: String, format: Format = .oci, runtime: Runtime = Runtime(), layerSize: Int = 64) {
        self.seed = seed
        self.format = format
        self.runtime = runtime
        self.layerSize = layerSize
    }

    /// One manifest without an index, as a plain `docker push` leaves it.
    package func image(_ platform: String = "linux/amd64", layers: Int = 1) throws -> BuiltImage {
        let layers = (0..<layers).map { number in
            GzippedTar(file: "layer-\(number)", contents: contents("\(seed) \(platform) \(number)"))
        }
        let config = BuiltImage.Content(
            mediaType: mediaTypes.config,
            bytes: try json(
                configuration(platform, layers.map { BuiltImage.Content(mediaType: "", bytes: $0.archive) }))
        )
        let blobs = layers.map { BuiltImage.Content(mediaType: mediaTypes.layer, bytes: $0.compressed) }
        return BuiltImage(
            root: try manifest(config: config, layers: blobs),
            children: [],
            blobs: [config] + blobs,
            platforms: [platform]
        )
    }

    /// An index (or Docker's manifest list) with one child a platform.
    ///
    /// - Parameter attestations: adds BuildKit's `unknown/unknown` child for each of them.
    package func index(
        _ platforms: [String] = ["linux/amd64", "linux/arm64"],
        attestations: Bool = false
    ) throws -> BuiltImage {
        let images = try platforms.map { try image($0) }
        let statements = attestations ? try images.map { try attestation(of: $0) } : []
        let runnable = zip(platforms, images).map { platform, image in
            Descriptor(image.root, platform: PlatformObject(platform))
        }
        let attached = zip(images, statements).map { image, statement in
            Descriptor(statement.root, platform: .unknown, annotations: Self.attests(image))
        }
        let index = Index(mediaType: mediaTypes.index, manifests: runnable + attached)
        return BuiltImage(
            root: BuiltImage.Content(mediaType: mediaTypes.index, bytes: try json(index)),
            children: (images + statements).map(\.root),
            blobs: (images + statements).flatMap(\.blobs),
            platforms: platforms
        )
    }

    private func attestation(of image: BuiltImage) throws -> BuiltImage {
        let config = BuiltImage.Content(
            mediaType: mediaTypes.config,
            bytes: try json(Configuration(os: "unknown", architecture: "unknown", config: nil, rootfs: RootFS([])))
        )
        let statement = BuiltImage.Content(
            mediaType: "application/vnd.in-toto+json",
            bytes: try json(["_type": "https://in-toto.io/Statement/v0.1", "subject": image.digest, "seed": seed])
        )
        let root = try manifest(config: config, layers: [statement])
        return BuiltImage(root: root, children: [], blobs: [config, statement], platforms: [])
    }

    private func manifest(config: BuiltImage.Content, layers: [BuiltImage.Content]) throws -> BuiltImage.Content {
        let manifest = Manifest(
            mediaType: mediaTypes.manifest,
            config: Descriptor(config),
            layers: layers.map { Descriptor($0) }
        )
        return BuiltImage.Content(mediaType: mediaTypes.manifest, bytes: try json(manifest))
    }

    private func configuration(_ platform: String, _ archives: [BuiltImage.Content]) -> Configuration {
        let platform = PlatformObject(platform)
        return Configuration(
            os: platform.os,
            architecture: platform.architecture,
            variant: platform.variant,
            created: runtime.created,
            config: .init(
                entrypoint: runtime.entrypoint,
                exposedPorts: runtime.exposedPorts.isEmpty
                    ? nil : Dictionary(uniqueKeysWithValues: runtime.exposedPorts.map { ($0, [:]) }),
                user: runtime.user,
                labels: runtime.labels,
                healthCheck: runtime.healthCheck.isEmpty ? nil : ["Test": runtime.healthCheck]
            ),
            rootfs: RootFS(archives.map(\.digest))
        )
    }

    private func contents(_ text: String) -> [UInt8] {
        let line = Array("\(text)\n".utf8)
        return (0..<layerSize).map { line[$0 % line.count] }
    }

    private static func attests(_ image: BuiltImage) -> [String: String] {
        ["vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": image.digest]
    }

    private func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
