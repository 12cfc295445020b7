package import ImageModel

/// Chooses by the dates of the images.
package struct NewestTag: Sendable {
    private let policy: TagPolicy
    private let seen: Int
    private let dates: [ImageTag: CreationTime]

    /// - Parameters:
    ///   - seen: how many tags were listed.
    ///   - dates: of those that match and say when they were made.
    package init(policy: TagPolicy, seen: Int, dates: [ImageTag: CreationTime]) {
        self.policy = policy
        self.seen = seen
        self.dates = dates
    }

    /// - Parameter made: when the image that stands there was made; `nil` where that is not known.
    package func choice(for current: ImageTag?, made: CreationTime?) -> TagChoice {
        guard let newest = dates.values.max() else {
            return .stays("none of \(seen) tags matches '\(policy)' and says when its image was made: nothing changes")
        }
        let tags = dates.filter { $0.value == newest }.keys
        if let current, tags.contains(current) { return .stays(nil) }
        guard let tag = tags.max(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) else {
            return .stays(nil)
        }
        guard let made else { return .tag(tag) }
        if made < newest { return .tag(tag) }
        guard newest < made else { return .stays(nil) }
        return policy.allowsOlder ? .tag(tag) : .older(tag)
    }
}
