/// A metric: its name, what it counts, and which labels it has.
///
/// Names follow Prometheus' rules (base units, `_total` on counters alone); those that dashboards know from
/// controller-runtime are spelled as there.
struct MetricName: Hashable, Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    let name: String
    let kind: Kind
    let help: String
    let labels: [String]

    init(_ name: String, _ kind: Kind, _ help: String, labels: [String] = []) {
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels
    }
}

extension MetricName {
    static let runs = MetricName(
        "controller_runtime_reconcile_total", .counter, "Runs by how they ended.", labels: ["controller", "result"])
    static let runErrors = MetricName(
        "controller_runtime_reconcile_errors_total", .counter, "Runs that failed.", labels: ["controller"])
    static let runTime = MetricName(
        "controller_runtime_reconcile_time_seconds", .histogram, "How long runs took.", labels: ["controller"])
    static let queueDepth = MetricName(
        "workqueue_depth", .gauge, "Repositories whose time has come and that wait.", labels: ["name"])
    static let queueWait = MetricName(
        "workqueue_queue_duration_seconds", .histogram, "How long repositories waited after their time.",
        labels: ["name"])
    static let apiRequests = MetricName(
        "rest_client_requests_total", .counter, "Requests to the API server.", labels: ["code", "method", "host"])
    static let leader = MetricName(
        "leader_election_master_status", .gauge, "Whether this replica leads the shard.", labels: ["name"])
    static let repositories = MetricName(
        "pinnace_repositories", .gauge, "ConfigRepositories by whether they are ready.", labels: ["ready"])
    static let references = MetricName(
        "pinnace_references", .gauge, "Image references of all last plans by status.", labels: ["status"])
    static let commits = MetricName(
        "pinnace_commits_total", .counter, "Commits pushed.", labels: ["operation"])
    static let lostPushes = MetricName(
        "pinnace_lost_pushes_total", .counter, "Pushes that somebody else was faster than.")
    static let webhooks = MetricName(
        "pinnace_webhooks_total", .counter, "Deliveries by sender and answer.", labels: ["sender", "code"])
    static let notifications = MetricName(
        "pinnace_notifications_total", .counter, "Notices by how receivers are told and what came of it.",
        labels: ["type", "result"])
    static let build = MetricName("pinnace_build_info", .gauge, "1, with the version.", labels: ["version"])

    static let all: [MetricName] = [
        runs, runErrors, runTime, queueDepth, queueWait, apiRequests, leader, repositories, references, commits,
        lostPushes, webhooks, notifications, build,
    ]
}
