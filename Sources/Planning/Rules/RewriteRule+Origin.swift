import ImageModel

extension RewriteRule {
    /// Where a repository that stands at its new place already is filled from; `nil` where the rule brings nothing
    /// there, or its pattern does not say from where.
    func origin(of target: ImageRepository) -> ImageRepository? {
        guard copy != .never, identity != .ignore, case .pattern(let from, let to) = mapping,
            let captures = to.captures(in: target), let origin = from.repository(captures),
            self.target(of: origin) == target, origin != target
        else { return nil }
        return origin
    }
}

extension RewriteTarget {
    /// What a target's segments were captured as.
    fileprivate func captures(in target: ImageRepository) -> [String: String]? {
        (try? PathSegmentPattern(text))?.match(target)
    }
}

extension PathSegmentPattern {
    /// The repository that the captures were taken from; `nil` where something else than captures is open.
    fileprivate func repository(_ captures: [String: String]) -> ImageRepository? {
        var parts: [String] = []
        for segment in segments {
            switch segment {
            case .literal(let text): parts.append(text)
            case .capture(let name), .captureRest(let name):
                guard let text = captures[name] else { return nil }
                parts.append(text)
            case .glob, .anySegments: return nil
            }
        }
        return try? ImageRepository(parsing: parts.joined(separator: "/"))
    }
}

extension PlanningRules {
    /// The first rule that fills a repository, and from where.
    func origin(of target: ImageRepository) -> (rule: RewriteRule, origin: ImageRepository)? {
        for rule in rewrites {
            if let origin = rule.origin(of: target), rewrite(of: origin)?.rule == rule { return (rule, origin) }
        }
        return nil
    }
}
