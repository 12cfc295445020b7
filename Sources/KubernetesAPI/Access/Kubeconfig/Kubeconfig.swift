/// What kubeconfig files say: clusters, users and contexts by their names. What is not needed to ask a server is ignored.
package struct Kubeconfig: Sendable {
    /// The file that a value stands in, and the folder that its relative paths begin at.
    struct Source: Hashable, Sendable {
        let file: String
        let folder: String

        func path(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
    }

    struct Entry: Sendable {
        let fields: KubeconfigFields
        let source: Source
    }

    var clusters: [String: Entry] = [:]
    var users: [String: Entry] = [:]
    var contexts: [String: Entry] = [:]
    package var currentContext: String?
    /// The files that were read, for errors.
    var files: [String] = []

    init() {}

    /// The names of all contexts.
    package var contextNames: [String] { contexts.keys.sorted() }

    /// Adds what another file says and this one does not: the first file wins, name by name.
    mutating func add(_ other: Kubeconfig) {
        clusters.merge(other.clusters) { first, _ in first }
        users.merge(other.users) { first, _ in first }
        contexts.merge(other.contexts) { first, _ in first }
        if currentContext == nil { currentContext = other.currentContext }
        files += other.files
    }
}
