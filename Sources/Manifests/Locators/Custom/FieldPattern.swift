/// A path to fields of an object, as people write it: `spec.template.containers[*].image`.
///
/// - `name` is a key; `["a.b/c"]` is one that holds dots.
/// - `*` or `[*]` is any key or any position, `[2]` a position.
/// - `**` is any number of keys and positions, also none.
/// - `[key=value]` is the elements of a list, or the mapping itself, where `key` says `value`.
package struct FieldPattern: Hashable, Sendable, CustomStringConvertible {
    enum Segment: Hashable, Sendable {
        case key(String)
        case position(Int)
        case any
        case deep
        case having(key: String, value: String)
    }

    let segments: [Segment]
    package let description: String

    /// - Throws: where the text is no such path; the message says why and at which character.
    package init(_ text: String) throws(FieldPatternError) {
        var parser = FieldPatternParser(text)
        segments = try parser.segments()
        description = text
    }

    /// The keys of a path that is made of nothing else.
    var keys: [String]? {
        var keys: [String] = []
        for segment in segments {
            guard case .key(let key) = segment else { return nil }
            keys.append(key)
        }
        return keys
    }
}
