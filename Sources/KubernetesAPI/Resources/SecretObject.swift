package import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `v1` Secret. Its values are decoded into the type that does not print.
package struct SecretObject: KubernetesResource {
    package static let type = ResourceType(group: "", version: "v1", kind: "Secret", plural: "secrets")

    package var metadata: ObjectMeta
    package var type: String?
    /// What is not UTF-8 is left out: no credential that is read here is binary.
    package var values: [String: Secret]

    private enum CodingKeys: String, CodingKey { case metadata, type, data }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        metadata = try container.decode(ObjectMeta.self, forKey: .metadata)
        type = try container.decodeIfPresent(String.self, forKey: .type)
        let data = try container.decodeIfPresent([String: String].self, forKey: .data) ?? [:]
        values = data.compactMapValues { text in
            Data(base64Encoded: text).flatMap { String(data: $0, encoding: .utf8) }.map { Secret($0) }
        }
    }

    /// Secrets are read and never written.
    package func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self, .init(codingPath: encoder.codingPath, debugDescription: "secrets are not written"))
    }
}
