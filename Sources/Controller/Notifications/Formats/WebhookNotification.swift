import KubernetesAPI

/// Pinnace's own format.
struct WebhookNotification: Encodable {
    struct Repository: Encodable {
        let namespace: String
        let name: String
        let url: String
        let branch: String?
    }

    let apiVersion = ConfigRepository.type.apiVersion
    let kind = "Notification"
    let id: String
    let event: String
    let severity: String
    let time: String
    let repository: Repository
    let reason: String
    let message: String
    let revision: String?
    let changes: [Notice.Change]
    let changesLeftOut: Int

    init(_ notice: Notice, id: String) {
        self.id = id
        event = notice.event.rawValue
        severity = notice.isBad ? "error" : "info"
        time = APITime.seconds(notice.time)
        repository = Repository(
            namespace: notice.object.namespace ?? "", name: notice.object.name, url: notice.url, branch: notice.branch)
        reason = notice.reason
        message = notice.message
        revision = notice.revision
        changes = notice.changes
        changesLeftOut = notice.changesLeftOut
    }
}
