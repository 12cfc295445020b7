import ImageModel
import Manifests

/// Writes the entries of kustomizations so that they still match what they matched, and set what is wanted.
struct KustomizeAssignment {
    let contexts: [RenderContext]
    let wanted: [Int: ImageReference]

    /// An entry at the place that it has in a context.
    private struct Place {
        let entry: KustomizeImage
        let position: Int
        let context: RenderContext
    }

    /// `nil` where an entry would have to match two names, or a key has no place.
    func assign(over values: SiteValues, isEntry: (Int) -> Bool) -> SiteValues? {
        var values = values
        for places in placesByEntry {
            guard keepMatch(places, &values) else { return nil }
            let deciding = places.first { isEntry($0.context.owner) && decides($0) && wanted[$0.context.owner] != nil }
            if let deciding, let reference = wanted[deciding.context.owner],
                !set(reference, at: deciding, &values)
            {
                return nil
            }
        }
        return values
    }

    /// The entries that match, each with its contexts, inner ones before outer ones.
    private var placesByEntry: [[Place]] {
        var byEntry: [SiteID: [Place]] = [:]
        for context in contexts {
            for (position, entry) in context.formula.entries.enumerated() where matches(entry, position, context) {
                byEntry[entry.name.id, default: []].append(Place(entry: entry, position: position, context: context))
            }
        }
        return byEntry.values.sorted { outermost($0) < outermost($1) }
    }

    private func outermost(_ places: [Place]) -> Int { places.map(\.position).max() ?? 0 }

    private func matches(_ entry: KustomizeImage, _ position: Int, _ context: RenderContext) -> Bool {
        context.formula.name(before: position, [:]) == entry.name.value
    }

    private func decides(_ place: Place) -> Bool {
        place.context.formula.decidingEntry.map { $0 == place.position } ?? true
    }

    /// After a rewrite of what it meets, `name:` says the new name.
    private func keepMatch(_ places: [Place], _ values: inout SiteValues) -> Bool {
        guard let entry = places.first?.entry else { return true }
        let names = Set(places.map { $0.context.formula.name(before: $0.position, values) })
        guard let name = names.first, names.count == 1 else { return false }
        if name != entry.name.value { values[entry.name.id] = name }
        return true
    }

    private func set(_ reference: ImageReference, at place: Place, _ values: inout SiteValues) -> Bool {
        let entry = place.entry
        let name = reference.spelledName
        let met = values[entry.name.id] ?? entry.name.value
        if entry.newName?.value != nil || met != name {
            guard let site = entry.newName else { return false }
            if site.value != name { values[site.id] = name }
        }
        if let site = entry.newTag, site.value != nil, let tag = reference.tag?.name, site.value != tag {
            values[site.id] = tag
        }
        guard let digest = reference.digest?.description, entry.newTag?.value != nil || entry.digest?.value != nil
        else {
            return true
        }
        guard let site = entry.digest else { return false }
        if site.value != digest { values[site.id] = digest }
        return true
    }
}

extension RenderFormula {
    fileprivate var entries: [KustomizeImage] {
        switch self {
        case .kustomize(_, let entries): entries
        case .entry(let entry): [entry]
        case .helm: []
        }
    }

    /// The name alone that an entry meets; an entry over another repository's base meets its own.
    fileprivate func name(before position: Int, _ values: SiteValues) -> String {
        if case .entry(let entry) = self { return entry.name.value ?? "" }
        return RenderFormula.name(in: rendered(before: position, values))
    }
}
