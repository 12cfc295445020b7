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
        while let mark = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
            if mark != rest.startIndex { for index in open { elements[index].text += rest[..<mark] } }
            guard let end = rest[mark...].utf8.firstIndex(of: UInt8(ascii: ">")) else {
                throw TestSupportError("a tag has no end")
            }
            let inner = rest[rest.utf8.index(after: mark)..<end]
            rest = rest[rest.utf8.index(after: end)...]
            if inner.utf8.first == UInt8(ascii: "/") {
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
        var rest = inner.dropFirst(name.count)
        while !rest.isEmpty {
            let key = rest.dropFirst().prefix { $0 != "=" && $0 != " " }
            rest = rest[key.endIndex...]
            guard rest.utf8.first == UInt8(ascii: "=") else {
                attributes[String(key)] = ""
                continue
            }
            let parts = rest.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { throw TestSupportError("a value has no end: \(inner)") }
            attributes[String(key)] = String(parts[1])
            rest = parts[2]
        }
        return Element(name: String(name), attributes: attributes, parents: parents)
    }
}
