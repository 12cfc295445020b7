package import ImageModel

/// Where images of a place are taken from instead.
package struct RewriteRule: Hashable, Sendable {
    package enum Mapping: Hashable, Sendable {
        case pattern(from: PathSegmentPattern, to: RewriteTarget)
        /// Google's own mapping of `gcr.io` to Artifact Registry.
        case googleContainerRegistry
    }

    /// What to do about an image that the target does not have.
    package enum CopyMode: String, Sendable, CaseIterable {
        case never, missing, replace
    }

    /// What the source has to prove.
    package enum IdentityMode: String, Sendable, CaseIterable {
        case ifReadable = "if-readable"
        case require, ignore
    }

    /// As the plan names it: `rewrites[0]`.
    package let name: String
    package let mapping: Mapping
    package let copy: CopyMode
    package let identity: IdentityMode
    /// Whether the target is a cache that has an image once it was read there.
    package let fillsOnRead: Bool

    package init(
        name: String, mapping: Mapping, copy: CopyMode = .never, identity: IdentityMode = .ifReadable,
        fillsOnRead: Bool = false
    ) {
        self.name = name
        self.mapping = mapping
        self.copy = copy
        self.identity = identity
        self.fillsOnRead = fillsOnRead
    }

    /// Where a repository's images come from under this rule; `nil` where the rule does not speak of it.
    package func target(of repository: ImageRepository) -> ImageRepository? {
        switch mapping {
        case .pattern(let from, let to): from.match(repository).flatMap(to.repository)
        case .googleContainerRegistry: GoogleContainerRegistry.target(of: repository)
        }
    }
}

extension RewriteRule {
    /// All repositories that it can lead to, and perhaps more; `nil` where no text says so.
    package var targetPrefix: RepositoryPrefix? {
        guard let host = targetHost, case .pattern(_, let to) = mapping else { return nil }
        let segments = to.text.split(separator: "/").dropFirst().prefix { !$0.contains("{") }
        return RepositoryPrefix(host: host, segments: segments.map(String.init))
    }

    /// The registry that it leads to, where that is one.
    package var targetHost: String? {
        guard case .pattern(_, let to) = mapping, let host = to.text.split(separator: "/").first, !host.contains("{")
        else { return nil }
        return (try? ImageRepository(parsing: "\(host)/x"))?.host
    }
}

/// The right-hand side of a rewrite: a repository with captures to fill in.
package struct RewriteTarget: Hashable, Sendable {
    package let text: String

    /// - Throws: ``PatternError`` where it names a capture that `from` does not have, or cannot be a repository.
    package init(_ text: String, captures: [String]) throws(PatternError) {
        self.text = text
        let used = try PathSegmentPattern(text)
        for name in used.captures where !captures.contains(name) {
            throw PatternError("'\(text)' uses {\(name)}, which 'from' does not capture")
        }
        let sample = Dictionary(uniqueKeysWithValues: captures.map { ($0, "x") })
        guard repository(sample) != nil else { throw PatternError("'\(text)' is no repository in a registry") }
    }

    func repository(_ captures: [String: String]) -> ImageRepository? {
        let segments = text.split(separator: "/").map { segment -> String in
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return String(segment) }
            let inner = segment.dropFirst().dropLast()
            return captures[String(inner.hasSuffix("...") ? inner.dropLast(3) : inner)] ?? String(segment)
        }
        return try? ImageRepository(parsing: segments.joined(separator: "/"))
    }
}
