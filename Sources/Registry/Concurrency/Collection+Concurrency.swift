extension Collection where Element: Sendable {
    /// The results in the order of the elements, so many at once; the first error ends the rest.
    func mapConcurrently<Value: Sendable>(
        limit: Int, _ transform: @escaping @Sendable (Element) async throws(RegistryError) -> Value
    ) async throws(RegistryError) -> [Value] {
        do {
            return try await withThrowingTaskGroup(of: (Int, Value).self) { group in
                var results = [Value?](repeating: nil, count: count)
                var waiting = Array(enumerated())[...]
                for (number, element) in waiting.prefix(limit) {
                    group.addTask { (number, try await transform(element)) }
                }
                waiting = waiting.dropFirst(limit)
                while let (number, value) = try await group.next() {
                    results[number] = value
                    guard let (next, element) = waiting.popFirst() else { continue }
                    group.addTask { (next, try await transform(element)) }
                }
                return results.compactMap(\.self)
            }
        } catch {
            throw error as? RegistryError ?? .cancelled
        }
    }
}
