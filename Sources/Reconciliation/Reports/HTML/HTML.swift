/// A piece of a page. Whatever text is in it stays text: there is no way to put markup in but by elements.
package indirect enum HTML: Sendable {
    case text(String)
    case element(Tag, [HTMLAttribute], [HTML])
    case group([HTML])
    /// A page's own style: nothing in it comes from anywhere but the program.
    case style([StaticString])

    package static let nothing = HTML.group([])

    package var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .element, .style: false
        case .group(let parts): parts.allSatisfy(\.isEmpty)
        }
    }
}

extension HTML {
    /// The page's bytes, UTF-8.
    package var bytes: [UInt8] {
        var bytes = Array("<!doctype html>\n".utf8)
        bytes.reserveCapacity(32 << 10)
        write(to: &bytes)
        return bytes
    }

    package func write(to bytes: inout [UInt8]) {
        switch self {
        case .text(let text): HTMLEscaping.write(text, to: &bytes)
        case .group(let parts): for part in parts { part.write(to: &bytes) }
        case .style(let parts):
            bytes.append(contentsOf: "<style>\n".utf8)
            for part in parts { bytes.append(contentsOf: "\(part)".utf8) }
            bytes.append(contentsOf: "</style>".utf8)
        case .element(let tag, let attributes, let content):
            bytes.append(UInt8(ascii: "<"))
            bytes.append(contentsOf: tag.name.utf8)
            for attribute in attributes { attribute.write(to: &bytes) }
            bytes.append(UInt8(ascii: ">"))
            guard !tag.isVoid else { return }
            for part in content { part.write(to: &bytes) }
            bytes.append(contentsOf: "</\(tag.name)>".utf8)
        }
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self = .text(text) }
}
