import ImageModel
import Manifests

/// Writes the entries of kustomizations so that they still match what they matched, and set what is wanted.
struct KustomizeAssignment {
    let contexts: [RenderContext]
    let wanted: [Int: ImageReference]
    /// Whether entries that leave the tag to what they meet say it themselves, so that they can have a digest.
    let setsTags: Bool

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
        for context in contexts where !context.isFragment {
            for position in context.formula.matchingPositions {
                let entry = context.formula.entries[position]
                byEntry[entry.name.id, default: []].append(Place(entry: entry, position: position, context: context))
            }
        }
        return byEntry.values.sorted { outermost($0) < outermost($1) }
    }

    private func outermost(_ places: [Place]) -> Int { places.map(\.position).max() ?? 0 }

    private func decides(_ place: Place) -> Bool {
        place.context.formula.decidingEntry.map { $0 == place.position } ?? true
    }

    /// After a rewrite of what it meets, `name:` says the new name.
    private func keepMatch(_ places: [Place], _ values: inout SiteValues) -> Bool {
        guard let entry = places.first?.entry, let old = entry.name.value else { return true }
        let met = places.map { $0.context.formula.met(before: $0.position, values) }
        if met.allSatisfy({ RenderFormula.isMatched($0, by: old) }) { return true }
        let names = Set(met.map(RenderFormula.name))
        guard let name = names.first, names.count == 1, !RenderFormula.isPattern(old) else { return false }
        values[entry.name.id] = name
        return true
    }

    private func set(_ reference: ImageReference, at place: Place, _ values: inout SiteValues) -> Bool {
        let entry = place.entry
        let name = reference.spelledName
        let met = RenderFormula.name(in: place.context.formula.met(before: place.position, values))
        if entry.newName?.value != nil || met != name {
            guard let site = entry.newName else { return false }
            if site.value != name { values[site.id] = name }
        }
        return setVersion(reference, entry, &values)
    }

    private func setVersion(_ reference: ImageReference, _ entry: KustomizeImage, _ values: inout SiteValues) -> Bool {
        if let site = entry.newTag, setsTags || site.value?.isEmpty == false, let tag = reference.tag?.name,
            site.value != tag
        {
            values[site.id] = tag
        }
        let isSet = [entry.newTag, entry.digest].contains { $0?.value?.isEmpty == false }
        guard let digest = reference.digest?.description, isSet || setsTags else { return true }
        guard let site = entry.digest else { return setDigestWithTag(reference, entry, &values) }
        if site.value != digest { values[site.id] = digest }
        return true
    }

    /// Where tag and digest are one piece of text, as in `name=new:tag` of Argo CD.
    private func setDigestWithTag(
        _ reference: ImageReference, _ entry: KustomizeImage, _ values: inout SiteValues
    ) -> Bool {
        guard let site = entry.newTag, case .part = site.id.address, let tag = reference.tag,
            let digest = reference.digest
        else { return false }
        values[site.id] = "\(tag.name)@\(digest)"
        return true
    }
}

extension RenderFormula {
    fileprivate var entries: [KustomizeImage] {
        switch self {
        case .kustomize(_, let entries): entries
        case .spliced(let splicing): splicing.after
        case .entry(let entry): [entry]
        case .helm: []
        }
    }

    fileprivate var matchingPositions: [Int] {
        if case .entry = self { return [0] }
        return metEntries
    }

    /// What an entry meets; an entry over another repository's base meets its own name.
    fileprivate func met(before position: Int, _ values: SiteValues) -> String {
        if case .entry(let entry) = self { return entry.name.value ?? "" }
        return rendered(before: position, values)
    }
}
