import PinnaceTestSupport

/// Services whose images are pinned by a tag that moves, each in a folder of its own, from one image layout.
struct FloatingTags {
    static let host = "registry.example.com"
    private let layout: ImageLayoutDirectory

    /// What the operator says of the host.
    var endpoint: String { "\(Self.host)=layout:\(layout.path)" }

    init(_ services: [String], in directory: TemporaryDirectory) throws {
        layout = try ImageLayoutDirectory(directory.path("images"))
        for service in services { try move(service, to: "first") }
    }

    /// Moves the service's tag to another build, and gives its digest back.
    @discardableResult
    func move(_ service: String, to build: String) throws -> String {
        let image = try ImageBuilder(seed: "\(service) \(build)").image()
        try layout.add(image, as: "\(Self.host)/\(service):stable")
        return image.digest
    }

    static func file(_ service: String) -> String { "apps/\(service)/pod.yaml" }

    static func pod(_ service: String) -> String {
        """
        # The service \(service), as its team wants it.
        apiVersion: v1
        kind: Pod
        metadata: {name: \(service)}
        spec:
          containers:
            - {name: \(service), image: "\(host)/\(service):stable"}

        """
    }

    /// A configuration of somebody who looks after these services only.
    static func configuration(_ services: [String]) -> String {
        let folders = services.map { "\"apps/\($0)/**\"" }.joined(separator: ", ")
        return "apiVersion: pinnace.dev/v1alpha1\nkind: Config\nfiles: {include: [\(folders)]}\n"
    }
}
