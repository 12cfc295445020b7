package import ImageModel

/// What a policy keeps of a list of tags, however long: the best, or, where dates have to be asked for, a few.
package struct TagSieve: Sendable {
    /// Tags whose dates are asked for. Each takes two requests or three, so that more of them want a narrower `include`.
    package static let mostDated = 100

    package let policy: TagPolicy
    package private(set) var seen = 0
    /// Tags to ask the date of; more than ``mostDated`` are counted, not kept.
    package private(set) var dated: Set<ImageTag> = []
    private(set) var isOverfull = false
    private var best: TagRank?
    /// The best one without and with a `v` in front: a reference keeps its style.
    private var plain: ImageTag?
    private var prefixed: ImageTag?

    package init(_ policy: TagPolicy) {
        self.policy = policy
    }

    package mutating func offer(_ tags: some Sequence<ImageTag>) {
        for tag in tags {
            seen += 1
            if case .newest = policy.order { collect(tag) } else { compare(tag) }
        }
    }

    private mutating func collect(_ tag: ImageTag) {
        guard policy.admits(tag), !isOverfull else { return }
        if let extract = policy.extract, extract.value(of: tag.name) == nil { return }
        dated.insert(tag)
        guard dated.count > Self.mostDated else { return }
        isOverfull = true
        dated = []
    }

    private mutating func compare(_ tag: ImageTag) {
        guard let rank = policy.rank(tag) else { return }
        if let best {
            if policy.isNewer(best, than: rank) { return }
            if policy.isNewer(rank, than: best) { (plain, prefixed) = (nil, nil) }
        }
        best = rank
        if tag.isPrefixed { prefixed = Self.later(prefixed, tag) } else { plain = Self.later(plain, tag) }
    }

    /// Of two spellings of one rank, the one that is greater by its bytes, so that the registry's order does not count.
    private static func later(_ a: ImageTag?, _ b: ImageTag) -> ImageTag {
        guard let a, b.name.utf8.lexicographicallyPrecedes(a.name.utf8) else { return b }
        return a
    }

    /// What to do about a tag that stands there, by names alone.
    package func choice(for current: ImageTag?) -> TagChoice {
        guard let best, let tag = (current?.isPrefixed == true ? prefixed ?? plain : plain ?? prefixed) else {
            return .stays("none of \(seen) tags matches '\(policy)': nothing changes")
        }
        guard let current, current != tag, let standing = policy.standing(current) else {
            return current == tag ? .stays(nil) : .tag(tag)
        }
        if policy.isNewer(best, than: standing) { return .tag(tag) }
        guard policy.isNewer(standing, than: best) else { return .stays(nil) }
        return policy.allowsOlder ? .tag(tag) : .older(tag)
    }
}

extension ImageTag {
    fileprivate var isPrefixed: Bool { name.hasPrefix("v") }
}

extension TagPolicy {
    /// What to do about a tag that stands there, given all others. Asks nobody, so not for ``Order/newest``.
    package func choice(for current: ImageTag?, among tags: some Sequence<ImageTag>) -> TagChoice {
        var sieve = TagSieve(self)
        sieve.offer(tags)
        return sieve.choice(for: current)
    }
}
