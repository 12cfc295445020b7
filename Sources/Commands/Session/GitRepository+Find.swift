import GitStore
import Reconciliation

extension GitRepository {
    /// A commit by its id or the beginning of it, on the first-parent line of a tip; `HEAD~2` counts from there.
    func find(_ name: String, from tip: GitObjectID) throws -> GitObjectID {
        if let id = GitObjectID(name) {
            guard (try? commit(id)) != nil else { throw unknown(name) }
            return id
        }
        if name == "HEAD" { return tip }
        if name.hasPrefix("HEAD~"), let steps = Int(name.dropFirst("HEAD~".count)), (0..<Int.max).contains(steps) {
            let commits = try firstParents(from: tip, limit: steps + 1)
            guard commits.count == steps + 1, let commit = commits.last else { throw unknown(name) }
            return commit.id
        }
        guard (4...40).contains(name.utf8.count), name.allSatisfy(\.isHexDigit) else { throw unknown(name) }
        let matches = try firstParents(from: tip, limit: .max).map(\.id).filter { $0.hex.hasPrefix(name.lowercased()) }
        guard let id = matches.first else { throw unknown(name) }
        guard matches.count == 1 else {
            throw ReconciliationError(
                .notFound, subject: name, "the beginning of several commits' ids; give more of it")
        }
        return id
    }

    private func unknown(_ name: String) -> ReconciliationError {
        ReconciliationError(
            .notFound, subject: name,
            "there is no such commit on this branch; give its id, as 'pinnace history' shows it")
    }
}
