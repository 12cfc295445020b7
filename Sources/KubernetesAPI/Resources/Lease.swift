/// `coordination.k8s.io/v1` Lease.
package struct Lease: KubernetesResource {
    package static let type = ResourceType(
        group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases")

    package var apiVersion = Lease.type.apiVersion
    package var kind = Lease.type.kind
    package var metadata: ObjectMeta
    package var spec: Spec

    package init(metadata: ObjectMeta, spec: Spec) {
        self.metadata = metadata
        self.spec = spec
    }

    private enum CodingKeys: String, CodingKey { case apiVersion, kind, metadata, spec }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        metadata = try container.decode(ObjectMeta.self, forKey: .metadata)
        spec = try container.decodeIfPresent(Spec.self, forKey: .spec) ?? Spec()
    }

    package struct Spec: Codable, Hashable, Sendable {
        package var holderIdentity: String?
        package var leaseDurationSeconds: Int?
        /// MicroTime: UTC with exactly six decimals.
        package var acquireTime: String?
        package var renewTime: String?
        package var leaseTransitions: Int?

        package init() {}
    }
}
