import PinnaceTestSupport

/// The elements of a page, read strictly: what is not closed, or closed in another order, is an error.
struct PageOutline {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// Of the elements around it, outermost first.
        let parents: [String]
        var text = ""
    }

    private(set) var elements: [Element] = []

    init(_ bytes: [UInt8]) throws {
        var rest = Substring(String(decoding: bytes, as: UTF8.self))
        guard rest.hasPrefix("<!doctype html>\n") else { throw TestSupportError("no doctype") }
        rest = rest.dropFirst("<!doctype html>\n".count)
        var open: [Int] = []
        while let mark = rest.firstIndex(of: "<") {
            for index in open { elements[index].text += rest[..<mark] }
            guard let end = rest[mark...].firstIndex(of: ">") else { throw TestSupportError("a tag has no end") }
            let inner = rest[rest.index(after: mark)..<end]
            rest = rest[rest.index(after: end)...]
            if inner.hasPrefix("/") {
                guard let last = open.popLast(), elements[last].name == inner.dropFirst() else {
                    throw TestSupportError("</\(inner.dropFirst())> closes nothing")
                }
            } else {
                elements.append(try Self.element(inner, open.map { elements[$0].name }))
                if !["meta", "link", "input"].contains(elements[elements.count - 1].name) {
                    open.append(elements.count - 1)
                }
            }
        }
        guard open.isEmpty else { throw TestSupportError("not closed: \(open.map { elements[$0].name })") }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    private static func element(_ inner: Substring, _ parents: [String]) throws -> Element {
        let name = inner.prefix { $0 != " " }
        var attributes: [String: String] = [:]
        for match in inner.dropFirst(name.count).matches(of: #/ ([a-z-]+)(?:="([^"]*)")?/#) {
            attributes[String(match.1)] = match.2.map(String.init) ?? ""
        }
        return Element(name: String(name), attributes: attributes, parents: parents)
    }
}
