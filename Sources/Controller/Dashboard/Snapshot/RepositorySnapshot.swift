/// What the dashboard keeps of a repository's last run: less than the plan, bounded, and without anything secret.
struct RepositorySnapshot: Sendable {
    /// The commit that was planned on.
    var revision: String
    var branch: String
    /// Files that were looked at.
    var files = 0
    /// Whether the plan's changes are on the branch now.
    var isPublished = false
    /// By image, then by place.
    var references: [SnapshotReference] = []
    var counts: [ReferenceState: Int] = [:]
    /// References of the plan that are not kept here.
    var leftOut = 0
    var findings: [SnapshotFinding] = []
    var findingsLeftOut = 0
    var holds: [SnapshotHold] = []
    var holdsLeftOut = 0
    var migration = MigrationProgress()
    var timeline = Timeline()

    init(revision: String, branch: String) {
        self.revision = revision
        self.branch = branch
    }

    var total: Int { references.count + leftOut }
}

/// What came of a reference, as a page shows it.
enum ReferenceState: String, Sendable, CaseIterable {
    case blocked, pending, held, changed, unchanged, skipped
}

/// One place that names an image.
struct SnapshotReference: Sendable, Hashable {
    let file: String
    let line: Int32
    let object: String?
    let field: String
    /// As it stood when the run began.
    let from: String
    /// What the run put, or would put, in its place.
    let to: String?
    let state: ReferenceState
    let reason: String?
    let message: String?
    /// The digest that the registry answered with, where neither text has one.
    let digest: String?
    /// `linux/amd64, linux/arm64`
    let platforms: String?
    /// The registry of what stands there; `nil` where that is no reference.
    let host: String?

    /// As it stands now.
    var standing: String { state == .changed ? to ?? from : from }
}

/// Something about a file that is no reference.
struct SnapshotFinding: Sendable, Hashable {
    let file: String
    let line: Int32?
    let reason: String
    let message: String
}

/// A hold of the repository.
struct SnapshotHold: Sendable, Hashable {
    /// What it keeps: an image, or a place.
    let place: String
    let from: String?
    let to: String?
    let digests: [String]
    /// `never` or `new-digest`.
    let lapse: String
    let until: String?
    let reason: String?
    let who: String?
    let since: String?
    let isExpired: Bool
    /// The arguments of `pinnace release` that let it go.
    let release: [String]
}
