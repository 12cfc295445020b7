/// An attribute. Those that stand here lead nowhere but to the same page, and none carries a script or a style.
package struct HTMLAttribute: Sendable {
    private let name: StaticString
    /// `nil` for one that is just there.
    private let value: String?

    /// - Parameter name: of an attribute that loads nothing, runs nothing, and is no style.
    package init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value
    }

    package func write(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: "\(name)".utf8)
        guard let value else { return }
        bytes.append(contentsOf: "=\"".utf8)
        HTMLEscaping.write(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}

extension HTMLAttribute {
    /// A place on the same page.
    package static func href(anchor: StaticString) -> Self { Self("href", "#\(anchor)") }
    package static func `class`(_ name: String) -> Self { Self("class", name) }
    package static func id(_ name: String) -> Self { Self("id", name) }
    package static func lang(_ code: StaticString) -> Self { Self("lang", "\(code)") }
    /// What a page that lies somewhere as a file may do: show itself.
    package static let policy = [
        Self("http-equiv", "Content-Security-Policy"),
        Self("content", "default-src 'none'; style-src 'unsafe-inline'"),
    ]
    package static func charset(_ name: StaticString) -> Self { Self("charset", "\(name)") }
    package static func name(_ name: String) -> Self { Self("name", name) }
    package static func content(_ text: String) -> Self { Self("content", text) }
    package static func rel(_ text: StaticString) -> Self { Self("rel", "\(text)") }
    package static func type(_ text: StaticString) -> Self { Self("type", "\(text)") }
    package static func value(_ text: String) -> Self { Self("value", text) }
    package static func `for`(_ id: String) -> Self { Self("for", id) }
    package static func scope(_ text: StaticString) -> Self { Self("scope", "\(text)") }
    package static func columns(_ count: Int) -> Self { Self("colspan", "\(count)") }
    package static func datetime(_ text: String) -> Self { Self("datetime", text) }
    package static func title(_ text: String) -> Self { Self("title", text) }
    package static func role(_ text: StaticString) -> Self { Self("role", "\(text)") }
    package static func label(_ text: String) -> Self { Self("aria-label", text) }
    package static func labelled(by id: String) -> Self { Self("aria-labelledby", id) }
    package static func current(_ text: StaticString) -> Self { Self("aria-current", "\(text)") }
    package static let hidden = Self("aria-hidden", "true")
    package static let selected = Self("selected", nil)
    package static let get = Self("method", "get")
    package static let focusable = Self("tabindex", "0")
    package static let focusTarget = Self("tabindex", "-1")
    package static func width(_ text: String) -> Self { Self("width", text) }
    package static func height(_ text: String) -> Self { Self("height", text) }
    package static func viewBox(_ text: StaticString) -> Self { Self("viewBox", "\(text)") }
    /// Height and width of a drawing are stretched each by itself.
    package static let stretched = Self("preserveAspectRatio", "none")
    package static func d(_ path: String) -> Self { Self("d", path) }
    package static func x(_ text: String) -> Self { Self("x", text) }
    package static let noSpelling = Self("spellcheck", "false")
    package static let noCompletion = Self("autocomplete", "off")
}

extension HTMLAttribute {
    /// What a cell's column is called, for the style of narrow screens.
    package static func label(column: String) -> Self { Self("data-label", column) }
}
