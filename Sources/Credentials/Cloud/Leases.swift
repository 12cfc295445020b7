/// Values that end, shared by all who want them.
struct Leases<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Outcome = Result<Value, CredentialError>

    private let work = SharedWork<Key, Lease<Outcome>, CredentialError>(keeping: { (try? $0.get()) != nil })
    private let failureLife: Duration

    /// - Parameter failureLife: how long a failure is told again before the work is done anew.
    init(keepingFailures failureLife: Duration = .zero) {
        self.failureLife = failureLife
    }

    func value(
        for key: Key, _ fetch: @escaping @Sendable () async throws(CredentialError) -> Lease<Value>
    ) async throws(CredentialError) -> Value {
        let failureLife = failureLife
        let outcome = { @Sendable () async throws(CredentialError) -> Lease<Outcome> in
            do throws(CredentialError) {
                return try await fetch().map { Outcome.success($0) }
            } catch {
                guard failureLife > .zero, error.code != .cancelled else { throw error }
                return Lease(.failure(error), until: .now + failureLife)
            }
        }
        let lease = try await work.value(for: key, while: { $0.holds() }, outcome)
        return try lease.value.get()
    }

    func forget(_ key: Key) async { await work.forget(key) }
}
