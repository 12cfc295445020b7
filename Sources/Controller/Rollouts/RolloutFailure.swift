import KubernetesAPI

/// A workload that does not come up with an image, in the cluster's own words.
struct RolloutFailure: Hashable, Sendable {
    /// `Pod team-a/api-7d9f`, `Deployment team-a/api`.
    let place: String
    /// `ImagePullBackOff`, `CrashLoopBackOff`, `exec format error`, `ProgressDeadlineExceeded`.
    let reason: String
    let message: String

    var words: String {
        "\(place): \(reason)" + (message.isEmpty ? "" : ": \(message.prefix(400))")
    }
}

extension Pod {
    /// Reasons for which a container waits that do not pass by themselves.
    private static let waiting: Set<String> = [
        "ImagePullBackOff", "CrashLoopBackOff", "InvalidImageName", "CreateContainerError", "RunContainerError",
    ]
    private static let wrongArchitecture = "exec format error"

    /// The first container that fails with an image.
    ///
    /// - Parameter isMeant: whether an image, as the pod's template spells it, is the one.
    func failure(of isMeant: (String) -> Bool) -> RolloutFailure? {
        let names = Set(
            ((spec?.containers ?? []) + (spec?.initContainers ?? [])).filter { isMeant($0.image ?? "") }.map(\.name))
        guard !names.isEmpty, metadata.deletionTimestamp == nil else { return nil }
        let statuses = (status?.initContainerStatuses ?? []) + (status?.containerStatuses ?? [])
        return statuses.lazy.filter { names.contains($0.name) }.compactMap(failure).first
    }

    private func failure(_ container: ContainerStatus) -> RolloutFailure? {
        let ended = [container.state?.terminated, container.lastState?.terminated].compactMap(\.self)
        if let end = ended.first(where: { $0.message?.contains(Self.wrongArchitecture) == true }) {
            return failure(container, Self.wrongArchitecture, end.message)
        }
        guard let wait = container.state?.waiting, let reason = wait.reason, Self.waiting.contains(reason) else {
            return nil
        }
        return failure(container, reason, ended.first?.message ?? wait.message)
    }

    private func failure(_ container: ContainerStatus, _ reason: String, _ message: String?) -> RolloutFailure {
        RolloutFailure(place: "Pod \(key), container \(container.name)", reason: reason, message: message ?? "")
    }
}

extension Deployment {
    /// That the rollout is given up, where its template has the image.
    func failure(of isMeant: (String) -> Bool) -> RolloutFailure? {
        let containers = (spec?.template?.spec?.containers ?? []) + (spec?.template?.spec?.initContainers ?? [])
        guard containers.contains(where: { isMeant($0.image ?? "") }) else { return nil }
        let late = status?.conditions?.first { $0.type == "Progressing" && $0.reason == "ProgressDeadlineExceeded" }
        return late.map {
            RolloutFailure(
                place: "Deployment \(key)", reason: "ProgressDeadlineExceeded", message: $0.message ?? "")
        }
    }
}
