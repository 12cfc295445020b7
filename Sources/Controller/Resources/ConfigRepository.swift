package import KubernetesAPI

/// The one kind that a controller acts on: `pinnace.dev/v1alpha1` ConfigRepository, namespaced.
package struct ConfigRepository: KubernetesResource {
    package static let type = ResourceType(
        group: "pinnace.dev", version: "v1alpha1", kind: "ConfigRepository", plural: "configrepositories")

    /// A new value of this annotation asks for a run at once.
    package static let requestedAt = "reconcile.pinnace.dev/requestedAt"

    package var metadata: ObjectMeta
    package var spec: ConfigRepositorySpec
    package var status: ConfigRepositoryStatus?

    package init(metadata: ObjectMeta, spec: ConfigRepositorySpec) {
        self.metadata = metadata
        self.spec = spec
    }
}

extension ConfigRepository {
    var generation: Int { metadata.generation ?? 0 }
    var isSuspended: Bool { spec.suspend == true }
    var requestedAt: String? { metadata.annotations?[Self.requestedAt] }

    /// What was asked for by hand is done at once; what changed waits for what else may change.
    var delay: Duration { status?.observedGeneration == generation ? spec.batchDuration : .zero }

    /// Whether somebody asks for a run that was not made yet: by a new spec or by the annotation.
    var wantsRun: Bool {
        status?.observedGeneration != generation
            || (requestedAt != nil && requestedAt != status?.lastHandledReconcileAt)
    }
}
