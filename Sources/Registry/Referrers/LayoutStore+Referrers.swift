import ImageModel

extension LayoutStore {
    private static let maximumEntries = 2_000

    /// A layout keeps no list: every manifest of the repository is asked what it is attached to.
    func referrers(of digest: Digest) async throws(RegistryError) -> [Descriptor] {
        let entries = try layout.index().entries(of: repository)
        guard entries.count <= Self.maximumEntries else {
            throw .tooManyReferrers("\(repository)@\(digest)", limit: Self.maximumEntries)
        }
        var seen: Set<Digest> = []
        var found: [Descriptor] = []
        for entry in entries where seen.insert(entry.descriptor.digest).inserted {
            let manifest = try await manifest(.digest(entry.descriptor.digest))
            if SubjectReading.subject(of: manifest) == digest { found.append(SubjectReading.descriptor(of: manifest)) }
        }
        return found
    }
}
