extension RewriteRule.Mapping {
    /// How references that the rule could match start: hosts, or hosts with the start of a path; none where the host itself
    /// is left open.
    package var searchedHosts: [String] {
        switch self {
        case .googleContainerRegistry: GoogleContainerRegistry.hosts
        case .pattern(let from, _): [from.literalStart].compactMap(\.self)
        }
    }
}

extension RewriteRule.Mapping {
    /// Registries that their owner has closed, or closes, and whose images have to go whatever the rules say.
    package static var retiredHosts: [String] { GoogleContainerRegistry.hosts }
}

extension PathSegmentPattern {
    /// `gcr.io/project/` of `gcr.io/project/{image}`; a pattern's last segment is never a part of it.
    fileprivate var literalStart: String? {
        var start = ""
        for segment in segments.dropLast() {
            guard case .literal(let text) = segment else { break }
            start += "\(text)/"
        }
        return start.isEmpty ? nil : start
    }
}
