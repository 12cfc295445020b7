/// Which versions are wanted, in the words of Masterminds/semver, which Flux and Helm use: `~2.8`, `^1.2`, `1.x`,
/// `1.2 - 1.4`, `>=1.2 <2 || 3.*`.
package struct VersionRange: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    private let alternatives: [Alternative]

    /// Comparators that all have to hold.
    private struct Alternative: Hashable, Sendable {
        let comparators: [VersionComparator]
        /// Whoever names a pre-release means them: `>=2.0.0-0`.
        let namesPrerelease: Bool
    }

    /// More than anybody writes; it bounds what one version costs.
    private static let longest = 256

    /// - Throws: ``PatternError`` for what cannot be read.
    package init(_ text: String) throws(PatternError) {
        guard text.utf8.count <= Self.longest else {
            throw PatternError("the range is longer than \(Self.longest) bytes")
        }
        var alternatives: [Alternative] = []
        for part in text.split(separator: "||", omittingEmptySubsequences: false) {
            var reader = VersionRangeReader(String(part), of: text)
            let (comparators, namesPrerelease) = try reader.comparators()
            alternatives.append(Alternative(comparators: comparators, namesPrerelease: namesPrerelease))
        }
        self.alternatives = alternatives
        description = text
    }

    /// - Parameter prereleases: whether pre-releases count where the range names none.
    func contains(_ version: SemanticVersion, prereleases: Bool) -> Bool {
        alternatives.contains { alternative in
            (!version.isPrerelease || prereleases || alternative.namesPrerelease)
                && alternative.comparators.allSatisfy { $0.admits(version) }
        }
    }
}

/// Versions from one to another, or all but those.
struct VersionComparator: Hashable, Sendable {
    struct Limit: Hashable, Sendable {
        let version: SemanticVersion
        let isIncluded: Bool
    }

    var lower: Limit?
    var upper: Limit?
    var isNegated = false

    func admits(_ version: SemanticVersion) -> Bool {
        let isAbove = lower.map { $0.isIncluded ? $0.version <= version : $0.version < version } ?? true
        let isBelow = upper.map { $0.isIncluded ? version <= $0.version : version < $0.version } ?? true
        return (isAbove && isBelow) != isNegated
    }
}
