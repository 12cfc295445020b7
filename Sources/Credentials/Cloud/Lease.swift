/// A value that ends, by a clock that nobody sets: a wrong wall clock renews neither too late nor for ever.
struct Lease<Value: Sendable>: Sendable {
    /// For what says no end, or one that is over already (moto's tokens say that they ended in 2015).
    static var unknownSeconds: Int { 300 }

    let value: Value
    private let renewal: ContinuousClock.Instant

    /// - Parameter seconds: how long the value lives from now on; it is renewed some time before.
    init(_ value: Value, seconds: Int?, now: ContinuousClock.Instant = .now) {
        self.value = value
        let life = min(seconds.flatMap { $0 > 0 ? $0 : nil } ?? Self.unknownSeconds, 86_400)
        renewal = now + .seconds(life - min(300, life / 5))
    }

    func holds(at now: ContinuousClock.Instant = .now) -> Bool { now < renewal }

    /// The same until the same time.
    func map<Other: Sendable>(_ transform: (Value) -> Other) -> Lease<Other> {
        Lease<Other>(transform(value), until: renewal)
    }

    init(_ value: Value, until renewal: ContinuousClock.Instant) {
        self.value = value
        self.renewal = renewal
    }
}

extension Lease {
    /// What is not there now, and may be there when it is asked for again: a metadata server can be slow to start.
    static func nothing<Wrapped>() -> Self where Value == Wrapped? { Self(nil, seconds: nil) }
}
