package import YAMLSource

extension ConfigFile {
    /// What `follow:` says: a text as a comment has it, `semver ~2.8`, or a mapping.
    package enum Follow: Decodable, Sendable {
        case text(Located<String>)
        case rules(FollowRules)

        package init(from decoder: any Decoder) throws {
            if let text = try? Located<String>(from: decoder) {
                self = .text(text)
            } else {
                self = .rules(try FollowRules(from: decoder))
            }
        }
    }

    package struct FollowRules: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case semver, calver, numerical, alphabetical, newest, include, exclude, extract, prereleases, allowOlder
        }
        package var semver: Located<String>?
        package var calver: Located<String>?
        package var numerical: Located<String>?
        package var alphabetical: Located<String>?
        package var newest: Located<String>?
        package var include: Located<String>?
        package var exclude: Located<String>?
        package var extract: Extract?
        package var prereleases: Located<Bool>?
        package var allowOlder: Located<Bool>?
    }

    package struct Extract: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case pattern, template }
        package var pattern: Located<String>
        package var template: Located<String>?
    }
}
