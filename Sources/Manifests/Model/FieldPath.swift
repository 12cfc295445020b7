/// The path to a node, as people write it: `spec.containers[1].image`.
struct FieldPath {
    private(set) var text: String

    init(_ text: String = "") {
        self.text = text
    }

    func key(_ name: String) -> FieldPath {
        guard !text.isEmpty else { return FieldPath(name) }
        var path = text
        path.reserveCapacity(text.utf8.count + 1 + name.utf8.count)
        path += "."
        path += name
        return FieldPath(path)
    }

    /// The path without its last key.
    var parent: FieldPath { FieldPath(text.lastIndex(of: ".").map { String(text[..<$0]) } ?? "") }

    func index(_ position: Int) -> FieldPath {
        var path = text
        path += "["
        path += String(position)
        path += "]"
        return FieldPath(path)
    }
}
