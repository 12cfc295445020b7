import ImageModel

/// A registry, or a part of one, as a person names it: `gcr.io/my-project`, `registry.example.com:5000`.
package struct RegistryPlace: Hashable, Sendable {
    package let host: String
    /// Below the host.
    package let segments: [String]

    package init(host: String, segments: [String] = []) {
        self.host = host
        self.segments = segments
    }

    /// - Parameter option: as errors call it.
    package init(parsing text: String, option: String) throws(ConfigurationError) {
        let name = text.hasSuffix("/") ? String(text.dropLast()) : text
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let sample = try? ImageRepository(parsing: "\(name)/x/y"), let first = parts.first,
            sample.host == first || sample.host == ImageRepository.dockerHub && first.hasSuffix(sample.host)
        else {
            throw ConfigurationError(
                option, "'\(text)' is no place in a registry: a host and a path, such as registry.example.com/team")
        }
        self.init(host: sample.host, segments: Array(parts.dropFirst()))
    }

    /// As rules and references write it.
    package var text: String { ([host] + segments).joined(separator: "/") }

    func contains(_ repository: ImageRepository) -> Bool {
        RepositoryPrefix(host: host, segments: segments).contains(repository)
            && repository.path.split(separator: "/").count > segments.count
    }

    /// What a repository is called below it.
    func rest(of repository: ImageRepository) -> String {
        repository.path.split(separator: "/").dropFirst(segments.count).joined(separator: "/")
    }
}

extension RegistryPlace {
    /// A place that images can go to.
    package init(target text: String, option: String) throws(ConfigurationError) {
        try self.init(parsing: text, option: option)
        guard host != ImageRepository.dockerHub || !segments.isEmpty else {
            throw ConfigurationError(option, "'\(text)' names nobody's images: say \(text)/ORGANISATION")
        }
        guard !host.hasSuffix("-docker.pkg.dev") || segments.count >= 2 else {
            throw ConfigurationError(
                option, "'\(text)' is no repository of Artifact Registry: say \(host)/PROJECT/REPOSITORY")
        }
    }
}
