import Manifests
import Planning

/// Where a reference stands, whatever the lines around it do.
struct ReferencePlace: Hashable {
    let file: RepositoryPath
    let object: String?
    let field: String

    init(_ occurrence: ImageOccurrence) {
        file = occurrence.file
        object = occurrence.object?.description
        field = occurrence.field
    }

    func isNamed(by trailer: ChangeTrailer) -> Bool {
        trailer.file == file.string && trailer.object == object && trailer.field == field
    }
}

/// A reference at some commit.
struct ReferenceState: Hashable {
    let occurrence: ImageOccurrence
    /// What it renders to.
    let text: String
}

/// The references of one or many files, by their places.
struct ReferenceStates {
    private(set) var states: [ReferencePlace: ReferenceState] = [:]

    init(_ graph: RenderGraph) {
        let texts = EffectiveTexts(graph)
        for (index, occurrence) in graph.occurrences.enumerated() {
            states[ReferencePlace(occurrence)] = ReferenceState(
                occurrence: occurrence, text: texts.leading(index))
        }
    }
}

/// What a commit did to one place.
struct ReferenceChange {
    let place: ReferencePlace
    let old: ReferenceState?
    let new: ReferenceState?
}
