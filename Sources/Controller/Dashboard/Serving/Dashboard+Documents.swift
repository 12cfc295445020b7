import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Dashboard {
    private static let size = 100

    /// What is asked for below `/api`; `nil` where there is no such thing.
    func document(_ segments: ArraySlice<String>, _ query: PageQuery) async throws -> DashboardAnswer? {
        guard segments.first == "repositories" else { return nil }
        let view = try await view()
        let words = Array(segments.dropFirst())
        func subject(_ resource: ConfigRepository) -> RepositorySubject {
            RepositorySubject(
                resource: resource, record: store[resource.key] ?? DashboardStore.Record(),
                frame: frame(isLeading: view.isLeading))
        }
        if words.isEmpty {
            let resources = view.resources.sorted { $0.key < $1.key }
            let paging = Paging(resources.count, size: Self.size, at: PagePath([], query))
            return try Self.json(
                DashboardDocuments.List(
                    paging, resources[paging.range].map { DashboardDocuments.Repository(subject($0)) }))
        }
        guard words.count >= 2,
            let resource = view.resources.first(where: { $0.key == ObjectKey(namespace: words[0], name: words[1]) })
        else { return nil }
        switch words.dropFirst(2) {
        case []: return try Self.json(DashboardDocuments.Repository(subject(resource)))
        case ["images"]: return try Self.references(subject(resource), query)
        default: return nil
        }
    }

    private static func references(_ subject: RepositorySubject, _ query: PageQuery) throws -> DashboardAnswer {
        let references = subject.snapshot?.references ?? []
        let found = ReferenceFilter(query).found(in: references)
        let paging = Paging(found.count, size: size, at: PagePath([], query))
        return try json(
            DashboardDocuments.List(paging, found[paging.range].map { DashboardDocuments.Reference(references[$0]) }))
    }

    private static func json(_ value: some Encodable) throws -> DashboardAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return DashboardAnswer(
            status: 200, contentType: "application/json; charset=utf-8", body: Array(try encoder.encode(value)))
    }
}
