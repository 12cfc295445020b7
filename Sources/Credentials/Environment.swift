extension [String: String] {
    /// A variable of an environment; one that is set to nothing counts as not set.
    func setting(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }
}
