package import YAMLSource

/// `.pinnace/holds.yaml`: written by `pinnace rollback` and `pinnace hold`, reviewed like any file.
package struct HoldsFile: Decodable, Sendable {
    package enum CodingKeys: String, CodingKey, CaseIterable { case apiVersion, kind, holds }

    package static let path = ".pinnace/holds.yaml"

    package let apiVersion: Located<String>
    package let kind: Located<String>
    package let holds: [Entry]?

    package struct Entry: Decodable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case image, file, object, field, from, to, digests, lapse, until, reason, who, since
        }

        package let image: Located<String>?
        package let file: Located<String>?
        package let object: Located<String>?
        package let field: Located<String>?
        package let from: Located<String>?
        package let to: Located<String>?
        package let digests: [Located<String>]?
        package let lapse: Located<String>?
        package let until: Located<String>?
        package let reason: Located<String>?
        package let who: Located<String>?
        package let since: Located<String>?
    }
}
