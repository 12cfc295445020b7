/// Texts of one snapshot, each kept once: thousands of references share files, fields, messages and platforms.
struct TextPool {
    private var known: Set<String> = []

    mutating func text(_ text: String) -> String {
        let text = SnapshotLimits.bounded(text)
        return known.insert(text).memberAfterInsert
    }

    mutating func text(_ text: String?) -> String? { text.map { self.text($0) } }
}
