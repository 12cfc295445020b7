import ImageModel
import Manifests
import Planning
import Registry
import YAMLSource

/// Turns a file's words into values that can only be right, or says where they are wrong.
struct ConfigurationReader {
    /// As errors call the file.
    let name: String

    func configuration(_ file: ConfigFile) throws(ConfigurationError) -> Configuration {
        var configuration = Configuration()
        configuration.files = FileSelection(
            include: file.files?.include?.map(\.value) ?? ["**"],
            exclude: file.files?.exclude?.map(\.value) ?? []
        )
        configuration.rules = try rules(file)
        configuration.locatorOptions.rules = try fieldRules(file.references ?? [])
        configuration.locatorOptions.searchedHosts = configuration.rules.rewrites.flatMap(\.mapping.searchedHosts)
        configuration.commit = try commit(file.commit)
        configuration.publish = try publish(file.publish)
        return configuration
    }

    private func rules(_ file: ConfigFile) throws(ConfigurationError) -> PlanningRules {
        var rules = PlanningRules()
        rules.platforms = try platforms(file.platforms)
        for (index, rewrite) in (file.rewrites ?? []).enumerated() {
            rules.rewrites.append(try self.rewrite(rewrite, name: "rewrites[\(index)]"))
        }
        for (index, policy) in (file.policies ?? []).enumerated() {
            rules.policies.append(try self.policy(policy, name: "policies[\(index)]"))
        }
        rules.helmDigest = try word(file.helm?.digest) ?? .auto
        rules.movedFloatingTag = try word(file.movedTag?.floating) ?? .update
        rules.movedVersionTag = try word(file.movedTag?.version) ?? .block
        rules.writeForm = try word(file.write?.form) ?? .tagAndDigest
        let commandLines: PlanningRules.CommandLines? = try word(file.write?.commandLines)
        rules.editsCommandLines = commandLines == .edit
        rules.maximumChanges = try maximumChanges(file.publish?.maximumChanges)
        return rules
    }

    private func maximumChanges(_ limit: Located<Int>?) throws(ConfigurationError) -> Int? {
        guard let limit else { return nil }
        guard limit.value > 0 else { throw error(limit, "the limit has to be 1 or more") }
        return limit.value
    }

    private func platforms(_ texts: [Located<String>]?) throws(ConfigurationError) -> [Platform] {
        var platforms: [Platform] = []
        for text in texts ?? [] {
            guard let platform = Platform(text.value) else {
                throw error(text, "'\(text.value)' is not a platform, such as linux/amd64 or linux/arm/v7")
            }
            platforms.append(platform)
        }
        return platforms
    }

    private func rewrite(_ rewrite: ConfigFile.Rewrite, name: String) throws(ConfigurationError) -> RewriteRule {
        let copy: RewriteRule.CopyMode = try word(rewrite.copy) ?? .never
        if let fills = rewrite.fillsOnRead, fills.value {
            guard copy == .never else {
                throw error(fills, "a place that fills on the first read is not copied to: leave 'copy' out")
            }
            guard rewrite.preset == nil else { throw error(fills, "the places of a preset do not fill on a read") }
        }
        return RewriteRule(
            name: name,
            mapping: try mapping(rewrite, name: name),
            copy: copy,
            identity: try word(rewrite.identity) ?? .ifReadable,
            fillsOnRead: rewrite.fillsOnRead?.value == true
        )
    }

    private func mapping(
        _ rewrite: ConfigFile.Rewrite, name: String
    ) throws(ConfigurationError) -> RewriteRule.Mapping {
        if let preset = rewrite.preset {
            guard preset.value == ConfigFile.Rewrite.googlePreset else {
                throw error(preset, "'\(preset.value)' is not a preset; there is '\(ConfigFile.Rewrite.googlePreset)'")
            }
            if let other = rewrite.from ?? rewrite.to {
                throw error(other, "a preset has no 'from' and 'to' of its own")
            }
            return .googleContainerRegistry
        }
        guard let from = rewrite.from, let to = rewrite.to else {
            let place = rewrite.from ?? rewrite.to ?? rewrite.copy ?? rewrite.identity
            throw ConfigurationError(
                self.name, at: place?.location, "\(name) needs both 'from' and 'to', or a 'preset'")
        }
        let pattern = try self.pattern(from)
        do throws(PatternError) {
            return .pattern(from: pattern, to: try RewriteTarget(to.value, captures: pattern.captures))
        } catch {
            throw self.error(to, error.description)
        }
    }

    private func policy(_ policy: ConfigFile.Policy, name: String) throws(ConfigurationError) -> PlanningRules.Policy {
        PlanningRules.Policy(
            name: name,
            match: try pattern(policy.match),
            platforms: policy.platforms == nil ? nil : try platforms(policy.platforms),
            demands: try demands(policy),
            follow: try self.policy(policy.follow, at: policy.match, name)
        )
    }

    private func pattern(_ text: Located<String>) throws(ConfigurationError) -> PathSegmentPattern {
        do throws(PatternError) {
            return try PathSegmentPattern(text.value)
        } catch {
            throw self.error(text, error.description)
        }
    }

    private func commit(_ commit: ConfigFile.Commit?) throws(ConfigurationError) -> CommitSettings {
        var settings = CommitSettings()
        settings.subject = try template(commit?.subject)
        settings.body = try template(commit?.body)
        settings.sign = try word(commit?.sign)
        guard let author = commit?.author else { return settings }
        guard let parsed = CommitAuthor(author.value) else {
            throw error(author, "an author is written 'Name <mail@example.com>'")
        }
        settings.author = parsed
        return settings
    }

    private func template(_ text: Located<String>?) throws(ConfigurationError) -> PlanTemplate? {
        guard let text else { return nil }
        do throws(PlanTemplateError) {
            return try PlanTemplate(text.value)
        } catch {
            throw self.error(text, "\(error.description) (character \(error.offset + 1) of the text)")
        }
    }

    /// One of an enumeration's words, else an error that lists them.
    func word<Word: RawRepresentable & CaseIterable>(
        _ text: Located<String>?
    ) throws(ConfigurationError) -> Word? where Word.RawValue == String {
        guard let text else { return nil }
        guard let word = Word(rawValue: text.value) else {
            let known = Word.allCases.map(\.rawValue)
            let hint = EditDistance.nearest(to: text.value, among: known).map { "; did you mean '\($0)'?" } ?? ""
            throw error(text, "'\(text.value)' is not one of \(known.joined(separator: ", "))\(hint)")
        }
        return word
    }

    func error<Value>(_ place: Located<Value>, _ message: String) -> ConfigurationError {
        ConfigurationError(name, at: place.location, message)
    }
}

extension CommitAuthor {
    /// Parses `Name <mail@example.com>`.
    package init?(_ text: String) {
        guard let open = text.firstIndex(of: "<"), text.hasSuffix(">"), !text.contains("\n") else { return nil }
        let name = text[..<open].split(separator: " ").joined(separator: " ")
        let email = text[text.index(after: open)...].dropLast()
        guard !name.isEmpty, !email.isEmpty, !email.contains("<"), !email.contains(">") else { return nil }
        self.init(name: name, email: String(email))
    }
}
