import ImageModel
import Manifests
import Planning

/// Where a repository's images come from, as a move sees it.
struct ImageOrigins {
    /// Places that are left: projects of Container Registry, and what was named.
    private(set) var left: [RegistryPlace: ReferenceTally] = [:]
    /// The repositories in each of them.
    private(set) var repositories: [RegistryPlace: Set<ImageRepository>] = [:]
    /// Projects of Container Registry that publish for everybody.
    private(set) var published: [RegistryPlace: ReferenceTally] = [:]
    /// The registries of all others.
    private(set) var staying: [String: ReferenceTally] = [:]

    private let named: [RegistryPlace]
    private let target: RegistryPlace?

    init(_ references: [ProposalReference], named: [RegistryPlace], target: RegistryPlace?) {
        // The narrowest first, as for rules the first that matches wins.
        self.named = named.sorted { ($1.segments.count, $0.text) < ($0.segments.count, $1.text) }
        self.target = target
        for reference in references where reference.isMoved { add(reference) }
    }

    private mutating func add(_ reference: ProposalReference) {
        let (repository, file) = (reference.repository, reference.occurrence.file)
        if target?.contains(repository) == true {
            staying[repository.host, default: ReferenceTally()].add(file)
        } else if let place = named.first(where: { $0.contains(repository) }) {
            leave(place, reference)
        } else if let place = Self.project(of: repository) {
            if GoogleRegistries.successor(of: repository) == nil {
                published[place, default: ReferenceTally()].add(file)
            } else {
                leave(place, reference)
            }
        } else {
            staying[repository.host, default: ReferenceTally()].add(file)
        }
    }

    private mutating func leave(_ place: RegistryPlace, _ reference: ProposalReference) {
        left[place, default: ReferenceTally()].add(reference.occurrence.file)
        repositories[place, default: []].insert(reference.repository)
    }

    /// The project of Container Registry's that it is in; for Kubernetes' own images the whole host.
    private static func project(of repository: ImageRepository) -> RegistryPlace? {
        guard GoogleRegistries.hosts.contains(repository.host) else { return nil }
        if repository.host == GoogleRegistries.kubernetes { return RegistryPlace(host: repository.host) }
        let segments = repository.path.split(separator: "/").map(String.init)
        // A project of an organisation's domain is two segments: example.com/project.
        let length = segments.first?.contains(".") == true ? 2 : 1
        guard segments.count > length else { return nil }
        return RegistryPlace(host: repository.host, segments: Array(segments.prefix(length)))
    }
}

/// Google's Container Registry, which was shut down, and what its images are called since.
enum GoogleRegistries {
    private static let mapping = RewriteRule.Mapping.googleContainerRegistry
    static let hosts = Set(mapping.searchedHosts)
    static let kubernetes = "k8s.gcr.io"
    static let kubernetesSuccessor = "registry.k8s.io"

    /// `nil` for images that are published for everybody, which stay.
    static func successor(of repository: ImageRepository) -> ImageRepository? {
        RewriteRule(name: "", mapping: mapping).target(of: repository)
    }
}
