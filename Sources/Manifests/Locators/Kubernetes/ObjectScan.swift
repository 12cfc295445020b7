/// What one object holds.
struct ObjectScan {
    var occurrences: [ImageOccurrence] = []
    var findings: [Finding] = []
    var pullSecrets = PullSecretFacts()

    static func += (scan: inout ObjectScan, other: ObjectScan) {
        scan.occurrences.put(other.occurrences)
        scan.findings += other.findings
        scan.pullSecrets += other.pullSecrets
    }

    /// Adds what stands in places that were not found yet.
    mutating func add(_ others: [ImageOccurrence]) {
        guard !others.isEmpty else { return }
        var places = Set(occurrences.flatMap(\.places))
        for occurrence in others where places.isDisjoint(with: occurrence.places) {
            occurrences.append(occurrence)
            places.formUnion(occurrence.places)
        }
    }

    /// Adds what is only told by its look, unless something of the same scalar was found.
    mutating func add(loose others: [ImageOccurrence]) {
        guard !others.isEmpty else { return }
        let known = Set(occurrences.flatMap(\.parts.sites).compactMap(\.scalar))
        occurrences += others.filter { $0.parts.sites.allSatisfy { $0.scalar.map { !known.contains($0) } ?? true } }
    }

    /// Adds what the user's rules say, which replaces what was found in these fields before.
    mutating func put(_ others: [ImageOccurrence]) {
        guard !others.isEmpty else { return }
        let fields = Set(others.flatMap(\.fields))
        occurrences.removeAll { !fields.isDisjoint(with: $0.fields) }
        occurrences += others
    }
}

/// A scalar, or a part of one, by the path that leads to it: an anchor has several.
private struct Place: Hashable {
    let field: String
    let id: SiteID
}

extension ImageOccurrence {
    fileprivate var places: [Place] { written.map { Place(field: $0.field, id: $0.id) } }

    /// The fields that it is made of.
    var fields: [String] { written.map(\.field) }

    private var written: [Site] { parts.sites.filter { $0.value != nil } }
}

extension Site {
    /// The scalar that it is, or is a part of.
    fileprivate var scalar: Int? {
        switch id.address {
        case .scalar(let index), .part(let index, _): index
        case .insertion, .text: nil
        }
    }
}
