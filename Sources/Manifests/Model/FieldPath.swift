/// The path to a node, as people write it: `spec.containers[1].image`.
struct FieldPath {
    private(set) var text: String
    /// Bytes up to which keys are added: each place in a file has its own path, and they are as long as the file is deep.
    private static let longest = 1 << 11

    init(_ text: String = "") {
        self.text = text
    }

    func key(_ name: String) -> FieldPath {
        guard text.utf8.count + name.utf8.count < Self.longest else { return cut }
        guard !text.isEmpty else { return FieldPath(name) }
        var path = text
        path.reserveCapacity(text.utf8.count + 1 + name.utf8.count)
        path += "."
        path += name
        return FieldPath(path)
    }

    /// The path as it is shown where it goes on for too long.
    private var cut: FieldPath { text.hasSuffix("…") ? self : FieldPath("\(text)…") }

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
