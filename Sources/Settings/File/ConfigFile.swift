package import YAMLSource

/// `.pinnace/config.yaml` as it is written; nothing in it is checked beyond its shape.
package struct ConfigFile: Decodable, Sendable {
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case apiVersion, kind, files, references, platforms, registries, rewrites, policies, helm, movedTag, write,
            commit
        case publish
    }

    package var apiVersion: Located<String>
    package var kind: Located<String>
    package var files: Files?
    package var references: [Reference]?
    package var platforms: [Located<String>]?
    package var registries: [Registry]?
    package var rewrites: [Rewrite]?
    package var policies: [Policy]?
    package var helm: Helm?
    package var movedTag: MovedTag?
    package var write: Write?
    package var commit: Commit?
    package var publish: Publish?

    package struct Files: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case include, exclude }
        package var include: [Located<String>]?
        package var exclude: [Located<String>]?
    }

    package struct Reference: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case kind, apiVersion, path, value, tag, digest }
        package var kind: Located<String>
        package var apiVersion: Located<String>?
        package var path: Located<String>
        package var value: Located<String>?
        package var tag: Located<String>?
        package var digest: Located<String>?
    }

    package struct Registry: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case host, endpoint, layout, newRepositories, limits
        }
        package var host: Located<String>
        package var endpoint: Located<String>?
        package var layout: Located<String>?
        package var newRepositories: NewRepositories?
        package var limits: Limits?
    }

    package struct Rewrite: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case from, to, preset, copy, identity, fillsOnRead }
        /// ``RewriteRule/Mapping/googleContainerRegistry``
        package static let googlePreset = "gcr-to-artifact-registry"

        package var from: Located<String>?
        package var to: Located<String>?
        package var preset: Located<String>?
        package var copy: Located<String>?
        package var identity: Located<String>?
        package var fillsOnRead: Located<Bool>?
    }

    package struct Policy: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case match, platforms, follow, verify, scan, image }
        package var match: Located<String>
        package var platforms: [Located<String>]?
        package var follow: Follow?
        package var verify: Verify?
        package var scan: Scan?
        package var image: ImageRequirements?
    }

    package struct Helm: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case digest }
        package var digest: Located<String>?
    }

    package struct MovedTag: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case floating, version }
        package var floating: Located<String>?
        package var version: Located<String>?
    }

    package struct Write: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case form, commandLines }
        package var form: Located<String>?
        package var commandLines: Located<String>?
    }

    package struct Commit: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case subject, body, author, sign }
        package var subject: Located<String>?
        package var body: Located<String>?
        package var author: Located<String>?
        package var sign: Located<String>?
    }

    package struct Publish: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case mode, branch, grouping, labels, reviewers, autoMerge, maximumChanges
        }
        package var mode: Located<String>?
        package var branch: Located<String>?
        package var grouping: Located<String>?
        package var labels: [Located<String>]?
        package var reviewers: [Located<String>]?
        package var autoMerge: Located<Bool>?
        package var maximumChanges: Located<Int>?
    }
}
