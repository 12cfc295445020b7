import ImageModel

/// The rules that lead from the places that are left.
struct ProposedRules {
    struct Rule: Hashable {
        let from: String
        let to: String
        /// Whether images have to be brought there first.
        let isCopied: Bool
        let tally: ReferenceTally
    }

    let rules: [Rule]
    /// Rules for what is published for everybody: somebody may want them, nobody needs them.
    let offered: [Rule]

    init(_ origins: ImageOrigins, target: RegistryPlace, named: [RegistryPlace]) {
        let moved = origins.left.filter { !Self.isKubernetes($0.key, named) }
        let depth = Self.depth(origins, Array(moved.keys), target)
        let rule = { (place: RegistryPlace, tally: ReferenceTally) in
            Rule(
                from: "\(place.text)/{image...}", to: "\(Self.target(target, of: place, depth))/{image...}",
                isCopied: true, tally: tally)
        }
        rules =
            Self.inOrder(moved).map(rule)
            + Self.inOrder(origins.left.filter { Self.isKubernetes($0.key, named) }).map(Self.kubernetes)
        offered = Self.inOrder(origins.published).map(rule)
    }

    static func kubernetes(_ place: RegistryPlace, _ tally: ReferenceTally) -> Rule {
        Rule(
            from: "\(place.text)/{image...}", to: "\(GoogleRegistries.kubernetesSuccessor)/{image...}", isCopied: false,
            tally: tally)
    }

    private static func isKubernetes(_ place: RegistryPlace, _ named: [RegistryPlace]) -> Bool {
        place.host == GoogleRegistries.kubernetes && !named.contains(place)
    }

    /// The narrowest first, as the first that matches wins; then the most first.
    static func inOrder(
        _ tallies: [RegistryPlace: ReferenceTally]
    ) -> [(RegistryPlace, ReferenceTally)] {
        tallies.sorted { a, b in
            let (one, other) = (a.key.segments.count, b.key.segments.count)
            if one != other { return one > other }
            return (b.value.references, a.key.text) < (a.value.references, b.key.text)
        }
    }
}

extension ProposedRules {
    /// How much of its old place an image's new name has to tell, so that no two images get the same one.
    private enum Depth: CaseIterable {
        case nothing, lastSegment, everything
    }

    private static func depth(_ origins: ImageOrigins, _ places: [RegistryPlace], _ target: RegistryPlace) -> Depth {
        Depth.allCases.first { depth in
            var names: Set<String> = []
            return places.allSatisfy { place in
                origins.repositories[place, default: []].allSatisfy { repository in
                    names.insert("\(Self.target(target, of: place, depth))/\(place.rest(of: repository))").inserted
                }
            }
        } ?? .everything
    }

    private static func target(_ target: RegistryPlace, of place: RegistryPlace, _ depth: Depth) -> String {
        switch depth {
        case .nothing: target.text
        case .lastSegment: "\(target.text)/\(pathSegment(place.segments.last ?? place.host))"
        case .everything: ([target.text] + ([place.host] + place.segments).map(pathSegment)).joined(separator: "/")
        }
    }

    /// A host's port and capital letters have no place in a path.
    private static func pathSegment(_ text: String) -> String {
        String(text.lowercased().map { $0 == ":" ? "-" : $0 })
    }
}
