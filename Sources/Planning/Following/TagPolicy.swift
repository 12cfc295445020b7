/// Which of a repository's tags a reference follows, instead of the one that stands there.
package struct TagPolicy: Hashable, Sendable {
    package enum Order: Hashable, Sendable {
        /// The greatest version in a range.
        case semver(VersionRange)
        /// The latest date in a format.
        case calver(CalendarFormat)
        /// The greatest number, or the least.
        case numerical(Direction)
        /// The last by its bytes, or the first.
        case alphabetical(Direction)
        /// The image that was made last, as its config says.
        case newest
    }

    package enum Direction: String, Hashable, Sendable, CaseIterable {
        case ascending = "asc"
        case descending = "desc"
    }

    package let order: Order
    /// Tags that do not match are passed over.
    package var include: TagPattern?
    /// Tags that match are passed over.
    package var exclude: TagPattern?
    /// What of a tag is compared; tags that do not match are passed over.
    package var extract: TagExtraction?
    /// Whether pre-releases count where the range of versions names none.
    package var prereleases = false
    /// Whether it may go back to a tag that is older than the one that stands there.
    package var allowsOlder = false

    package init(_ order: Order) {
        self.order = order
    }
}

extension TagPolicy: CustomStringConvertible {
    /// As a comment would say it: `semver ~2.8`.
    package var description: String {
        switch order {
        case .semver(let range): "semver \(range)"
        case .calver(let format): "calver \(format)"
        case .numerical(let direction): "numerical \(direction.rawValue)"
        case .alphabetical(let direction): "alphabetical \(direction.rawValue)"
        case .newest: "newest"
        }
    }
}

extension TagPolicy {
    /// Reads what stands behind `follow=`: `tag`, `semver ~2.8`, `calver YYYY.0M`, `numerical`, `alphabetical desc`,
    /// `newest`.
    ///
    /// - Returns: `nil` for `tag`, which is to follow the tag that stands there.
    /// - Throws: ``PatternError`` with what could be said instead.
    package static func parse(_ text: String) throws(PatternError) -> TagPolicy? {
        let words = text.split(separator: " ", maxSplits: 1)
        let argument = words.count == 2 ? String(words[1]).trimmingSpaces : ""
        switch words.first {
        case "semver":
            guard !argument.isEmpty else { throw PatternError("'semver' needs a range, as in 'semver ~2.8'") }
            return TagPolicy(.semver(try VersionRange(argument)))
        case "calver":
            guard !argument.isEmpty else { throw PatternError("'calver' needs a format, as in 'calver YYYY.0M.0D'") }
            return TagPolicy(.calver(try CalendarFormat(argument)))
        case "numerical": return TagPolicy(.numerical(try direction(argument)))
        case "alphabetical": return TagPolicy(.alphabetical(try direction(argument)))
        case "newest" where argument.isEmpty: return TagPolicy(.newest)
        case "tag" where argument.isEmpty: return nil
        default:
            throw PatternError(
                "'\(text)' cannot be followed; known are tag, semver RANGE, calver FORMAT, numerical, alphabetical and newest"
            )
        }
    }

    private static func direction(_ text: String) throws(PatternError) -> Direction {
        if text.isEmpty { return .ascending }
        guard let direction = Direction(rawValue: text) else {
            throw PatternError("'\(text)' is no direction: asc follows the last, desc the first")
        }
        return direction
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let head = drop { $0 == " " || $0 == "\t" }
        return String(head.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
