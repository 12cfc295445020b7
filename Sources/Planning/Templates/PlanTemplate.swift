/// Text with places for a plan's data, such as `Pin {images} images in {files} files`.
///
/// A place is a name in braces; `{{` and `}}` are braces. There is nothing else: no conditions, no loops.
package struct PlanTemplate: Hashable, Sendable {
    package enum Field: String, Hashable, Sendable, CaseIterable {
        /// How many references change.
        case changes
        /// How many images they are.
        case images
        /// How many files they stand in.
        case files
        /// The images' names and tags, without their registries.
        case names
        /// What changes, an image after the other, as a commit says it otherwise.
        case details
    }

    private enum Piece: Hashable, Sendable {
        case text(String)
        case field(Field)
    }

    private let pieces: [Piece]

    package init(_ text: String) throws(PlanTemplateError) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            pieces.append(.text(String(rest[..<brace])))
            rest = rest[brace...]
            if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
                pieces.append(.text(String(rest.removeFirst())))
                rest.removeFirst()
            } else {
                pieces.append(.field(try Self.field(&rest, after: text.distance(from: text.startIndex, to: brace))))
            }
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
    }

    package func text(_ value: (Field) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .field(let field): value(field)
            }
        }.joined()
    }

    private static func field(_ rest: inout Substring, after offset: Int) throws(PlanTemplateError) -> Field {
        guard rest.first == "{", let end = rest.firstIndex(of: "}") else {
            throw PlanTemplateError(offset, "'\(rest.first!)' stands alone; a brace that is meant is written twice")
        }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard let field = Field(rawValue: name) else {
            let known = Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
            throw PlanTemplateError(offset, "there is no '{\(name)}'; there is \(known)")
        }
        rest = rest[rest.index(after: end)...]
        return field
    }
}

package struct PlanTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Characters of the template before the place that is wrong.
    package let offset: Int
    package let description: String

    init(_ offset: Int, _ description: String) {
        self.offset = offset
        self.description = description
    }
}
