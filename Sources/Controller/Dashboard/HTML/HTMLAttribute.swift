/// An attribute. Where it can be an address it takes a ``PagePath`` alone, which leads nowhere but into the dashboard; none
/// carries a script or a style.
struct HTMLAttribute: Sendable {
    private let name: StaticString
    /// `nil` for one that is just there.
    private let value: String?

    private init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value
    }

    func write(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: "\(name)".utf8)
        guard let value else { return }
        bytes.append(contentsOf: "=\"".utf8)
        HTMLEscaping.write(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}

extension HTMLAttribute {
    static func href(_ path: PagePath) -> Self { Self("href", path.text) }
    /// A place on a page.
    static func href(_ path: PagePath, anchor: String) -> Self {
        Self("href", "\(path.text)#\(PagePath([anchor]).text.dropFirst())")
    }
    /// A place on the same page.
    static func href(anchor: StaticString) -> Self { Self("href", "#\(anchor)") }
    static func action(_ path: PagePath) -> Self { Self("action", path.text) }
    static func `class`(_ name: String) -> Self { Self("class", name) }
    static func id(_ name: String) -> Self { Self("id", name) }
    static func lang(_ code: StaticString) -> Self { Self("lang", "\(code)") }
    static func charset(_ name: StaticString) -> Self { Self("charset", "\(name)") }
    static func name(_ name: String) -> Self { Self("name", name) }
    static func content(_ text: String) -> Self { Self("content", text) }
    static func rel(_ text: StaticString) -> Self { Self("rel", "\(text)") }
    static func type(_ text: StaticString) -> Self { Self("type", "\(text)") }
    static func value(_ text: String) -> Self { Self("value", text) }
    static func `for`(_ id: String) -> Self { Self("for", id) }
    static func scope(_ text: StaticString) -> Self { Self("scope", "\(text)") }
    static func columns(_ count: Int) -> Self { Self("colspan", "\(count)") }
    static func datetime(_ text: String) -> Self { Self("datetime", text) }
    static func title(_ text: String) -> Self { Self("title", text) }
    static func role(_ text: StaticString) -> Self { Self("role", "\(text)") }
    static func label(_ text: String) -> Self { Self("aria-label", text) }
    static func labelled(by id: String) -> Self { Self("aria-labelledby", id) }
    static func current(_ text: StaticString) -> Self { Self("aria-current", "\(text)") }
    static let hidden = Self("aria-hidden", "true")
    static let selected = Self("selected", nil)
    static let get = Self("method", "get")
    static let focusable = Self("tabindex", "0")
    static let focusTarget = Self("tabindex", "-1")
    static func width(_ text: String) -> Self { Self("width", text) }
    static func height(_ text: String) -> Self { Self("height", text) }
    static func x(_ text: String) -> Self { Self("x", text) }
    static let maximumLength = Self("maxlength", "\(PageQuery.longestValue)")
    static let noSpelling = Self("spellcheck", "false")
    static let noCompletion = Self("autocomplete", "off")
}

extension HTMLAttribute {
    /// What a cell's column is called, for the style of narrow screens.
    static func label(column: String) -> Self { Self("data-label", column) }
}
