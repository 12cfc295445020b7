/// One change of a file: the bytes to replace, and what the file means afterwards.
///
/// Made by a node of the file, applied by ``YAMLEditing/apply(_:to:)``.
package struct SourceEdit: Sendable {
    /// What goes, as byte offsets into the text; empty for an insertion.
    package let range: Range<Int>
    /// What comes in its place, as UTF-8.
    package let replacement: [UInt8]
    let effect: Effect
    let stream: YAMLStream

    /// What a reader of the edited file is to find. Nodes are indices into the old file's array.
    enum Effect: Sendable {
        /// Nothing changes.
        case none
        /// A scalar has another value.
        case value(node: Int, [UInt8], style: YAMLStyle)
        /// A part of a scalar's value is another.
        case part(node: Int, Range<Int>, [UInt8])
        /// A mapping has one more entry, of two scalars, in front of what stands at `index`.
        case insertion(index: Int, mapping: Int, key: [UInt8], value: [UInt8])
        /// These nodes, a key and its value, are gone.
        case removal(Range<Int>)
    }

    /// Inner mappings end where outer ones go on, so at one place they come first.
    var depthOrder: Int {
        if case .insertion(_, let mapping, _, _) = effect { -mapping } else { 0 }
    }

    package var replacementText: String { String(decoding: replacement, as: UTF8.self) }
}
