/// The path to a node, as people write it: `spec.containers[1].image`.
struct FieldPath {
    private(set) var text: String

    init(_ text: String = "") {
        self.text = text
    }

    func key(_ name: String) -> FieldPath {
        FieldPath(text.isEmpty ? name : "\(text).\(name)")
    }

    /// The path without its last key.
    var parent: FieldPath { FieldPath(text.lastIndex(of: ".").map { String(text[..<$0]) } ?? "") }

    func index(_ position: Int) -> FieldPath {
        FieldPath("\(text)[\(position)]")
    }
}
