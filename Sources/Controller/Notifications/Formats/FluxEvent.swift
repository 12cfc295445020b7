import KubernetesAPI

/// Flux's event (github.com/fluxcd/pkg/apis/event/v1beta1). Metadata is named below the object's API group: what is named
/// otherwise, Flux's notification controller does not pass on.
struct FluxEvent: Encodable {
    let involvedObject: ObjectReference
    let severity: String
    let timestamp: String
    let message: String
    let reason: String
    let metadata: [String: String]
    let reportingController: String
    let reportingInstance: String

    init(_ notice: Notice, _ reporter: (controller: String, instance: String)) {
        involvedObject = notice.object
        severity = notice.isBad ? "error" : "info"
        timestamp = APITime.seconds(notice.time)
        message = notice.message
        reason = notice.reason
        var metadata = ["event": notice.event.rawValue]
        metadata["revision"] = notice.revision.map { id in
            (notice.branch.map { "\($0)@" } ?? "") + (id.utf8.count == 64 ? "sha256:" : "sha1:") + id
        }
        self.metadata = Dictionary(
            uniqueKeysWithValues: metadata.map { ("\(ConfigRepository.type.group)/\($0.key)", $0.value) })
        reportingController = reporter.controller
        reportingInstance = reporter.instance
    }
}
