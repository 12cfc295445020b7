/// A path inside the values of a chart, or inside what a named template is given.
package struct TemplatePath: Hashable, Sendable {
    /// The named template whose argument it starts at; empty for the values.
    package let root: String
    /// `sidecar.image.tag`
    package let keys: String

    /// Bytes of keys; blocks inside of blocks make them longer and longer.
    private static let longest = 1 << 11

    /// `nil` where it gets longer than any that people write.
    func appending(_ more: some StringProtocol) -> TemplatePath? {
        guard !more.isEmpty else { return self }
        guard keys.utf8.count + more.utf8.count < Self.longest else { return nil }
        return TemplatePath(root: root, keys: keys.isEmpty ? String(more) : "\(keys).\(more)")
    }
}

/// A use of a tag in a chart's template.
package struct TemplateValueUse: Hashable, Sendable {
    package let tag: TemplatePath
    /// Whether it is written into an image; anything else is a label, a name or a comparison, which takes no digest.
    package let isImage: Bool
    /// Whether something else than Chart.yaml's `appVersion` stands in for it where it is empty.
    package var hasOtherDefault = false
    /// 1-based.
    package let line: Int
}

/// A value that is handed to a named template.
package struct TemplateCall: Hashable, Sendable {
    package let template: String
    /// The key of the `dict` that it is handed over in; empty where it is the argument itself.
    package let key: String
    package let value: TemplatePath
    package let line: Int

    /// What a path is called inside of the template; `nil` where it is not handed over.
    func given(_ path: TemplatePath) -> TemplatePath? {
        let map = value.keys
        guard path.root == value.root, map.isEmpty || path.keys == map || path.keys.hasPrefix(map + ".") else {
            return nil
        }
        let rest = path.keys.dropFirst(map.isEmpty ? 0 : map.count + 1)
        return TemplatePath(root: template, keys: key).appending(rest)
    }
}

/// What a chart's templates do with its values, as far as images go.
package struct TemplateUses: Hashable, Sendable {
    package var tags: [TemplateValueUse] = []
    package var calls: [TemplateCall] = []
    /// What is put before Chart.yaml's `appVersion` where that stands in for a tag: nothing, a `v` or another text.
    package var appVersionPrefix: String?
    /// What is put behind it there: `-alpine`.
    package var appVersionSuffix = ""
    /// The named templates that stand here.
    package var defined: Set<String> = []

    /// What is put before the names of images, other than the registry beside them, by the names' paths.
    package var fronts: [TemplatePath: String] = [:]
    /// The names that are all of an image: no tag is put behind them.
    package var wholes: Set<TemplatePath> = []

    /// Tags that the templates set themselves where they are empty.
    package var madeTags: Set<TemplatePath> = []

    package init() {}

    package var isEmpty: Bool {
        tags.isEmpty && calls.isEmpty && appVersionPrefix == nil && defined.isEmpty && fronts.isEmpty
            && wholes.isEmpty && madeTags.isEmpty
    }
}
