/// What the kustomizations on a way do to one image: the entries that are asked, and what cannot be followed.
package struct KustomizeReach {
    let entries: [KustomizeImage]
    let doubt: String?

    init(of occurrence: ImageOccurrence, along applied: [Kustomization]) {
        let isContainer = Self.isContainer(occurrence.field)
        let all = applied.flatMap(\.images).compactMap { image -> KustomizeImage? in
            if case .kustomize(let entry) = image.parts { entry } else { nil }
        }
        entries = isContainer ? all : []
        let text = occurrence.parts.sites.first?.value ?? ""
        let isAsked = all.contains { RenderFormula.isMatched(text, by: $0.name.value ?? "") }
        doubt =
            applied.flatMap(\.doubts).first {
                Self.speaks($0, of: occurrence) && ($0.isOutsideContainers ? !isContainer && isAsked : true)
            }?.message ?? (isAsked ? Self.volumeDoubt(occurrence.field) : nil)
    }

    /// Every list of that name, in any kind of object (kustomize 5.5, `imagetag.LegacyFilter`).
    package static func isContainer(_ field: String) -> Bool {
        guard field.hasSuffix("].image"), let bracket = field.lastIndex(of: "[") else { return false }
        let list = field[..<bracket]
        let name = list.lastIndex(of: ".").map { list[list.index(after: $0)...] } ?? list
        return name == "containers" || name == "initContainers"
    }

    private static func speaks(_ doubt: KustomizeDoubt, of occurrence: ImageOccurrence) -> Bool {
        guard let object = occurrence.object else { return true }
        return doubt.kind.map { $0 == object.kind } ?? true && doubt.name.map { $0 == object.name } ?? true
    }

    private static func volumeDoubt(_ field: String) -> String? {
        guard field.hasSuffix("].image.reference") else { return nil }
        return "whether an images: entry reaches an image volume depends on the version of kustomize"
    }
}
