/// How far references are on their way from one host to another, and which hosts are named at all.
struct MigrationProgress: Sendable, Hashable {
    /// One host that a rewrite leads away from, with where it leads.
    struct Move: Sendable, Hashable {
        let from: String
        let to: String
        /// References that stand at the new host.
        var moved = 0
        /// References that still stand at the old host, by what came of them.
        var waiting: [ReferenceState: Int] = [:]
        /// Why they wait.
        var reasons: [String: Int] = [:]

        var left: Int { waiting.values.reduce(0, +) }
        var total: Int { moved + left }
    }

    /// A host that references name as they stand now.
    struct Host: Sendable, Hashable {
        let name: String
        var references = 0
        var states: [ReferenceState: Int] = [:]
    }

    var moves: [Move] = []
    /// Most references first.
    var hosts: [Host] = []
    var hostsLeftOut = 0
}
