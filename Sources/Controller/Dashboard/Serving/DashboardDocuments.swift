import KubernetesAPI

/// What the pages show, as JSON.
enum DashboardDocuments {
    struct List<Item: Encodable>: Encodable {
        let total: Int
        let page: Int
        let pages: Int
        let items: [Item]

        init(_ paging: Paging, _ items: [Item]) {
            (total, page, pages) = (paging.total, paging.page, paging.pages)
            self.items = items
        }
    }

    struct Repository: Encodable {
        let namespace: String
        let name: String
        let url: String
        let branch: String?
        let state: String
        let conditions: [Condition]
        let observedRevision: String?
        let lastCommit: String?
        let counts: ConfigRepositoryStatus.Counts?
        let lastRun: Run?
        let nextRun: String?

        init(_ subject: RepositorySubject) {
            let (resource, record) = (subject.resource, subject.record)
            (namespace, name) = (subject.key.namespace, subject.key.name)
            url = subject.url
            branch = resource.spec.branch ?? subject.snapshot?.branch
            state = subject.state.rawValue
            conditions = resource.status?.conditions ?? []
            observedRevision = resource.status?.observedRevision
            lastCommit = resource.status?.lastCommit
            counts = resource.status?.counts
            lastRun = record.lastRun.map { Run($0) }
            nextRun = record.nextRun.map(APITime.seconds)
        }
    }

    struct Run: Encodable {
        let time: String
        let seconds: Double
        let reason: String
        let message: String

        init(_ run: DashboardStore.Run) {
            time = APITime.seconds(run.time)
            seconds = ((run.duration / .seconds(1)) * 1_000).rounded() / 1_000
            (reason, message) = (run.reason, run.message)
        }
    }

    struct Reference: Encodable {
        let file: String
        let line: Int32
        let object: String?
        let field: String
        let image: String
        let from: String
        let to: String?
        let state: String
        let reason: String?
        let message: String?
        let platforms: [String]

        init(_ reference: SnapshotReference) {
            (file, line, object, field) = (reference.file, reference.line, reference.object, reference.field)
            image = ImageText(reference.standing).name
            (from, to) = (reference.from, reference.to)
            state = reference.state.rawValue
            (reason, message) = (reference.reason, reference.message)
            platforms = (reference.platforms ?? "").split(separator: ", ").map(String.init)
        }
    }
}
