import ImageModel

/// Where a tag stands in the order of a policy; only ranks of one policy are compared.
enum TagRank: Hashable, Sendable {
    case version(SemanticVersion)
    case date([Int])
    case number(String)
    case text(String)
}

extension TagRank: Comparable {
    static func < (a: TagRank, b: TagRank) -> Bool {
        switch (a, b) {
        case (.version(let a), .version(let b)): a < b
        case (.date(let a), .date(let b)): a.lexicographicallyPrecedes(b)
        case (.number(let a), .number(let b)): Digits.precede(a, b)
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        default: false
        }
    }
}

extension TagPolicy {
    /// The rank of a tag that may be chosen; `nil` for one that is passed over.
    func rank(_ tag: ImageTag) -> TagRank? {
        guard let value = extract.map({ $0.value(of: tag.name) }) ?? tag.name, let rank = rank(of: value),
            admits(tag)
        else { return nil }
        return rank
    }

    private func rank(of value: String) -> TagRank? {
        switch order {
        case .semver(let range):
            SemanticVersion(tag: value).flatMap { range.contains($0, prereleases: prereleases) ? .version($0) : nil }
        case .calver(let format): format.numbers(value).map { .date($0) }
        case .numerical: Self.number(value)
        case .alphabetical: .text(value)
        case .newest: nil
        }
    }

    /// Whether the filters let a tag through.
    func admits(_ tag: ImageTag) -> Bool {
        include?.matches(tag.name) != false && exclude?.matches(tag.name) != true
    }

    /// The rank of the tag that stands there, whether it could be chosen or not; `nil` where it has no place in the
    /// order, as `latest` has none among versions.
    func standing(_ tag: ImageTag) -> TagRank? {
        let value = extract?.value(of: tag.name)
        switch order {
        case .semver: return SemanticVersion(tolerating: value ?? tag.name).map { .version($0) }
        case .calver(let format): return format.numbers(value ?? tag.name).map { .date($0) }
        case .numerical: return (extract == nil ? tag.name : value).flatMap(Self.number)
        case .alphabetical: return (extract == nil ? tag.name : value).map { .text($0) }
        case .newest: return nil
        }
    }

    /// Whether one rank is newer than another in the policy's direction.
    func isNewer(_ a: TagRank, than b: TagRank) -> Bool {
        switch order {
        case .numerical(.descending), .alphabetical(.descending): a < b
        default: b < a
        }
    }

    private static func number(_ text: String) -> TagRank? {
        Digits.stand(in: text) ? .number(text) : nil
    }
}
