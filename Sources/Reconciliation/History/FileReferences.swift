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

    /// Where the texts are others, in the order in which they are told.
    static func changed<State>(
        from old: [ReferencePlace: State], to new: [ReferencePlace: State], text: (State) -> String
    ) -> [ReferencePlace] {
        Set(old.keys).union(new.keys).filter { old[$0].map(text) != new[$0].map(text) }
            .sorted { ($0.file, $0.object ?? "", $0.field) < ($1.file, $1.object ?? "", $1.field) }
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
