import GitStore
import Manifests

/// A reference as it is, and as it is to be again.
struct Restoration {
    let current: ReferenceState
    let restored: ReferenceState
    /// A commit at which it stood so.
    let at: GitObjectID?

    /// The writes that put the old pieces back: values, keys that were added, keys that were taken away.
    func writes() throws(ReconciliationError) -> [SiteWrite] {
        var writes: [SiteWrite] = []
        for (now, then) in try pieces() where now?.value != then?.value {
            guard let now else {
                throw ReconciliationError(
                    .conflict, subject: current.occurrence.file.string,
                    "\(current.occurrence.field) has no place for what stood there")
            }
            writes.append(SiteWrite(site: now, value: then?.value))
        }
        return writes
    }

    private func pieces() throws(ReconciliationError) -> [(Site?, Site?)] {
        switch (current.occurrence.parts, restored.occurrence.parts) {
        case (.whole(let now), .whole(let then)):
            return [(now, then)]
        case (.helm(let now), .helm(let then)):
            return [
                (now.registry, then.registry), (now.repository, then.repository), (now.tag, then.tag),
                (now.digest, then.digest),
            ]
        case (.kustomize(let now), .kustomize(let then)):
            return [
                (now.name, then.name), (now.newName, then.newName), (now.newTag, then.newTag),
                (now.digest, then.digest),
            ]
        default:
            throw ReconciliationError(
                .conflict, subject: current.occurrence.file.string,
                "\(current.occurrence.field) is written in another way than it was; put it back by hand")
        }
    }
}

extension ReferenceState {
    /// Whether the same pieces stand in both, whatever other files make of them.
    func isWritten(like other: ReferenceState) -> Bool {
        pieces == other.pieces
    }

    private var pieces: [String?] {
        switch occurrence.parts {
        case .whole(let site): [site.value]
        case .helm(let image): [image.registry, image.repository, image.tag, image.digest].map { $0?.value }
        case .kustomize(let entry): [entry.name, entry.newName, entry.newTag, entry.digest].map { $0?.value }
        }
    }
}
