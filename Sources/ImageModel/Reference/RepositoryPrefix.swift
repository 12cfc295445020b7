/// A host, and the first segments of a path: all repositories below.
package struct RepositoryPrefix: Hashable, Sendable {
    package let host: String
    package let segments: [String]

    package init(host: String, segments: [String]) {
        self.host = host
        self.segments = segments
    }

    package func contains(_ repository: ImageRepository) -> Bool {
        guard repository.host == host else { return false }
        return repository.path.split(separator: "/").map(String.init).starts(with: segments)
    }
}
