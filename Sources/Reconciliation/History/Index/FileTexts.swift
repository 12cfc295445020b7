import GitStore
import Manifests

/// A file as one commit has it.
struct FileVersion: Hashable, Sendable {
    let path: RepositoryPath
    let blob: GitObjectID
}

/// What the references of a version of a file render to.
struct FileTexts: Sendable {
    private let texts: [ReferencePlace: String]

    /// Of what is no file.
    static let none = FileTexts()

    private init() {
        texts = [:]
    }

    init(_ scan: FileScan) {
        texts = ReferenceStates(RenderGraph([scan])).states.mapValues(\.text)
    }

    /// In no order.
    var all: some Collection<String> { texts.values }

    func changes(to new: FileTexts) -> [HistoryChange] {
        ReferencePlace.changed(from: texts, to: new.texts) { $0 }.map { place in
            HistoryChange(
                file: place.file.string, object: place.object, field: place.field, from: texts[place],
                to: new.texts[place])
        }
    }
}
