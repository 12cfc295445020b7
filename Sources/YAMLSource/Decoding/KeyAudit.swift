/// Which keys a type knows: those that its `CodingKeys` can be made of.
final class KeyAudit {
    let accepts: (String) -> Bool
    /// The names of all cases, or else the names asked for so far.
    private(set) var known: [String]

    init<Key: CodingKey>(_ type: Key.Type) {
        accepts = { Key(stringValue: $0) != nil }
        known = (type as? any CaseIterable.Type)?.keyNames ?? []
    }

    func ask(for name: String) {
        if !known.contains(name) { known.append(name) }
    }
}

extension CaseIterable {
    fileprivate static var keyNames: [String] { allCases.compactMap { ($0 as? any CodingKey)?.stringValue } }
}
