import Planning
import YAMLSource

/// What `newest:` goes by.
enum NewestBy: String, CaseIterable {
    case created
}

extension ConfigurationReader {
    /// - Parameters:
    ///   - place: where an error stands that no key of `follow` can be blamed for.
    ///   - name: `policies[0]`
    /// - Returns: `nil` for the tag that stands there.
    func policy(
        _ follow: ConfigFile.Follow?, at place: Located<String>, _ name: String
    ) throws(ConfigurationError) -> TagPolicy? {
        switch follow {
        case nil: nil
        case .text(let text): try parsed(text, TagPolicy.parse)
        case .rules(let rules): try policy(rules, at: place, name)
        }
    }

    private func policy(
        _ rules: ConfigFile.FollowRules, at place: Located<String>, _ name: String
    ) throws(ConfigurationError) -> TagPolicy {
        let orders = [rules.semver, rules.calver, rules.numerical, rules.alphabetical, rules.newest].compactMap(\.self)
        guard let order = try order(rules) else {
            throw error(place, "\(name).follow needs one of semver, calver, numerical, alphabetical and newest")
        }
        guard orders.count == 1 else {
            throw error(orders[1], "one of semver, calver, numerical, alphabetical and newest, not two")
        }
        var policy = TagPolicy(order)
        policy.include = try pattern(rules.include)
        policy.exclude = try pattern(rules.exclude)
        policy.extract = try extraction(rules.extract)
        policy.allowsOlder = rules.allowOlder?.value ?? false
        if let prereleases = rules.prereleases {
            guard rules.semver != nil else { throw error(prereleases, "'prereleases' goes with 'semver'") }
            policy.prereleases = prereleases.value
        }
        if rules.newest != nil, let extract = rules.extract {
            throw error(extract.pattern, "'newest' compares dates, not tags: 'include' chooses among tags")
        }
        return policy
    }

    private func order(_ rules: ConfigFile.FollowRules) throws(ConfigurationError) -> TagPolicy.Order? {
        if let range = rules.semver { return .semver(try parsed(range, VersionRange.init)) }
        if let format = rules.calver { return .calver(try parsed(format, CalendarFormat.init)) }
        if let direction: TagPolicy.Direction = try word(rules.numerical) { return .numerical(direction) }
        if let direction: TagPolicy.Direction = try word(rules.alphabetical) { return .alphabetical(direction) }
        let by: NewestBy? = try word(rules.newest)
        return by.map { _ in .newest }
    }

    private func pattern(_ text: Located<String>?) throws(ConfigurationError) -> TagPattern? {
        guard let text else { return nil }
        return try parsed(text, TagPattern.init)
    }

    private func extraction(_ extract: ConfigFile.Extract?) throws(ConfigurationError) -> TagExtraction? {
        guard let extract else { return nil }
        let pattern = try parsed(extract.pattern, TagPattern.init)
        do throws(PatternError) {
            return try TagExtraction(pattern, template: extract.template?.value)
        } catch {
            throw self.error(extract.template ?? extract.pattern, error.description)
        }
    }

    private func parsed<Value>(
        _ text: Located<String>, _ parse: (String) throws(PatternError) -> Value
    ) throws(ConfigurationError) -> Value {
        do throws(PatternError) {
            return try parse(text.value)
        } catch {
            throw self.error(text, error.description)
        }
    }
}
