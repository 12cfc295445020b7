import Manifests
import Planning
import YAMLSource

/// How a field of `references:` holds its image.
enum ReferenceForm: String, CaseIterable {
    case reference
    case nameAndTag = "name-and-tag"
    case text
}

extension ConfigurationReader {
    /// The fields that `references:` names.
    func fieldRules(_ references: [ConfigFile.Reference]) throws(ConfigurationError) -> [CustomFieldRule] {
        var rules: [CustomFieldRule] = []
        for reference in references {
            let path = try parsed(reference.path, FieldPattern.init)
            rules.append(
                CustomFieldRule(
                    kind: reference.kind.value,
                    apiVersion: reference.apiVersion?.value,
                    path: path,
                    value: try value(of: reference)
                ))
        }
        return rules
    }

    private func value(of reference: ConfigFile.Reference) throws(ConfigurationError) -> CustomFieldRule.Value {
        let form: ReferenceForm = try word(reference.value) ?? .reference
        if form != .nameAndTag, let piece = reference.tag ?? reference.digest {
            throw error(piece, "'tag' and 'digest' go with 'value: name-and-tag'")
        }
        switch form {
        case .reference: return .reference
        case .text: return .text
        case .nameAndTag:
            guard let tag = reference.tag else {
                throw error(reference.path, "'value: name-and-tag' needs 'tag', the path of the tag beside the name")
            }
            let tagKeys = try parsed(tag, CustomFieldRule.Value.keys)
            guard let digest = reference.digest else { return .nameAndTag(tag: tagKeys, digest: nil) }
            return .nameAndTag(tag: tagKeys, digest: try parsed(digest, CustomFieldRule.Value.keys))
        }
    }

    private func parsed<Value>(
        _ text: Located<String>, _ parse: (String) throws(FieldPatternError) -> Value
    ) throws(ConfigurationError) -> Value {
        do throws(FieldPatternError) {
            return try parse(text.value)
        } catch {
            throw self.error(text, "'\(text.value)': \(error)")
        }
    }
}
