import Planning
import YAMLSource

extension ConfigurationReader {
    func publish(_ publish: ConfigFile.Publish?) throws(ConfigurationError) -> PublishSettings {
        var settings = PublishSettings()
        settings.mode = try word(publish?.mode) ?? .push
        settings.grouping = try word(publish?.grouping) ?? .none
        settings.branch = try branch(publish?.branch)
        settings.labels = try words(publish?.labels)
        settings.reviewers = try words(publish?.reviewers)
        settings.mergesWhenReady = publish?.autoMerge?.value ?? false
        return settings
    }

    private func branch(_ text: Located<String>?) throws(ConfigurationError) -> String? {
        guard let text else { return nil }
        if let problem = PublishSettings.problem(ofBranch: text.value) { throw error(text, problem) }
        return text.value
    }

    /// A comma parts labels for some forges, and a line end ends a header for others.
    private func words(_ texts: [Located<String>]?) throws(ConfigurationError) -> [String] {
        for text in texts ?? [] {
            let isWord = !text.value.isEmpty && text.value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "," }
            guard isWord else {
                throw error(text, "'\(text.value)' is no name: it is empty, or has a comma or line end")
            }
        }
        return (texts ?? []).map(\.value)
    }
}

extension PublishSettings {
    /// What is wrong with a template of a branch's name; `nil` where nothing is (git-check-ref-format(1)).
    package static func problem(ofBranch text: String) -> String? {
        let name = text.replacing("{base}", with: "b").replacing("{group}", with: "g")
        let isBroken =
            name.isEmpty || name.hasPrefix("-") || name.hasSuffix("/") || name.hasSuffix(".")
            || [" ", "~", "^", ":", "?", "*", "[", "\\", "..", "@{", "//", "{", "}", "/.", ".lock"].contains {
                name.contains($0)
            }
            || text.hasPrefix("{group}") || name.hasPrefix("pinnace/rollback/") || name.hasPrefix("/")
            || name.hasPrefix(".") || name.hasPrefix("refs/")
            || !name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard isBroken else { return nil }
        return
            "'\(text)' is no branch: write one such as pinnace/update/{base}, with {base} and {group} alone to fill in"
    }
}
