/// Values that end, shared by all who want them; what failed is tried again.
struct Leases<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let work = SharedWork<Key, Lease<Value>, CredentialError>(keeping: { (try? $0.get()) != nil })

    func value(
        for key: Key, _ fetch: @escaping @Sendable () async throws(CredentialError) -> Lease<Value>
    ) async throws(CredentialError) -> Value {
        try await work.value(for: key, while: { $0.holds() }, fetch).value
    }

    func forget(_ key: Key) async { await work.forget(key) }
}
