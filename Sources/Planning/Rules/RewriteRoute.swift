package import ImageModel

/// A rewrite rule, asked the other way round: whether a repository is where it leads.
package struct RewriteRoute: Hashable, Sendable {
    /// From one host to another.
    package struct Step: Hashable, Sendable {
        package let from: String
        package let to: String

        package init(from: String, to: String) {
            (self.from, self.to) = (from, to)
        }
    }

    package let rule: RewriteRule
    private let target: PathSegmentPattern?
    private let source: String?

    package init(_ rule: RewriteRule) {
        self.rule = rule
        switch rule.mapping {
        case .pattern(_, let to):
            target = try? PathSegmentPattern(to.text)
            source = rule.mapping.searchedHosts.first.map { String($0.prefix { $0 != "/" }) }
        case .googleContainerRegistry: (target, source) = (nil, nil)
        }
    }

    /// From where a repository has come, if the rule brought it; a rule whose pattern leaves its host open cannot tell.
    package func arrived(_ repository: ImageRepository) -> Step? {
        if let target, let source, source != repository.host, target.matches(repository) {
            return Step(from: source, to: repository.host)
        }
        guard case .googleContainerRegistry = rule.mapping else { return nil }
        let segments = repository.path.split(separator: "/")
        for index in segments.indices.dropFirst().prefix(2) {
            let origin = ImageRepository(
                host: String(segments[index]),
                path: (segments[..<index] + segments[(index + 1)...]).joined(separator: "/"))
            if rule.target(of: origin) == repository { return Step(from: origin.host, to: repository.host) }
        }
        return nil
    }
}
