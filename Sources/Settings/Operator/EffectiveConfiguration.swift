package import ImageModel
package import YAMLSource

/// A configuration as it counts after the operator has had their say: a file that `--config` takes.
package struct EffectiveConfiguration: Hashable, Sendable {
    package let text: String

    /// - Parameters:
    ///   - bytes: the configuration as it is written; `nil` for none.
    ///   - platforms: what stands in for its own; `nil` to leave them.
    /// - Throws: where it cannot be parsed.
    package init(_ bytes: [UInt8]?, platforms: [Platform]?) throws(YAMLSourceError) {
        var members = try bytes.map { (bytes) throws(YAMLSourceError) in try Self.members(bytes) } ?? Self.least
        if let platforms {
            members.removeAll { $0.key == ConfigFile.CodingKeys.platforms.rawValue }
            members.append(.init("platforms", .words(platforms.map(\.description))))
        }
        text = SchemaJSON.object(members).yaml
    }

    private static let least: [SchemaJSON.Member] = [
        .init("apiVersion", .string(ConfigFile.apiVersion)), .init("kind", .string("Config")),
    ]

    private static func members(_ bytes: [UInt8]) throws(YAMLSourceError) -> [SchemaJSON.Member] {
        let document = try YAMLStream(parsing: SourceText(bytes: bytes)).documents.first
        guard let document, case .object(let members) = json(document) else { return least }
        return members
    }

    private static func json(_ node: YAMLNode) -> SchemaJSON {
        let node = node.resolved
        switch node.kind {
        case .mapping:
            return .object(node.entries.map { .init($0.key.string ?? "", json($0.value)) })
        case .sequence: return .list(node.elements.map(json))
        case .scalar, .alias: return scalar(node)
        }
    }

    private static func scalar(_ node: YAMLNode) -> SchemaJSON {
        let text = node.string ?? ""
        switch node.scalarType {
        case .int: return Int(text).map { .integer($0) } ?? .string(text)
        case .bool: return .bool(text.lowercased() == "true")
        default: return .string(text)
        }
    }
}
