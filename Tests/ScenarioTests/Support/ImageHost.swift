import PinnaceTestSupport

/// Where the images of one host name really are: a registry on loopback or an image layout.
enum ImageHost: Sendable {
    case registry(DockerRegistry)
    case layout(ImageLayoutDirectory, host: String)

    /// Puts the image there and moves the tag to it.
    func publish(_ image: BuiltImage, _ repository: String, tag: String) async throws {
        switch self {
        case .registry(let registry): try await registry.push(image, to: repository, tag: tag)
        case .layout(let layout, let host): try layout.add(image, as: "\(host)/\(repository):\(tag)")
        }
    }

    /// The operator's word on where the host is: the part of `--registry-endpoint` after the host name.
    var address: String {
        switch self {
        case .registry(let registry): registry.endpoint
        case .layout(let layout, _): "layout:\(layout.path)"
        }
    }

    var registry: DockerRegistry? {
        if case .registry(let registry) = self { registry } else { nil }
    }
}
