/// The elements that pages are made of. None of them runs anything, loads anything, or is a frame.
struct Tag: Sendable {
    let name: String
    let isVoid: Bool

    private init(_ name: String, isVoid: Bool = false) {
        self.name = name
        self.isVoid = isVoid
    }

    func callAsFunction(_ attributes: HTMLAttribute?..., @HTMLBuilder content: () -> HTML = { .nothing }) -> HTML {
        .element(self, attributes.compactMap(\.self), [content()])
    }

    func callAsFunction(_ attributes: HTMLAttribute?..., text: String) -> HTML {
        .element(self, attributes.compactMap(\.self), [.text(text)])
    }
}

extension Tag {
    static let html = Tag("html")
    static let head = Tag("head")
    static let title = Tag("title")
    static let meta = Tag("meta", isVoid: true)
    static let link = Tag("link", isVoid: true)
    static let body = Tag("body")
    static let header = Tag("header")
    static let nav = Tag("nav")
    static let main = Tag("main")
    static let section = Tag("section")
    static let footer = Tag("footer")
    static let h1 = Tag("h1")
    static let h2 = Tag("h2")
    static let h3 = Tag("h3")
    static let p = Tag("p")
    static let div = Tag("div")
    static let span = Tag("span")
    static let strong = Tag("strong")
    static let em = Tag("em")
    static let code = Tag("code")
    static let a = Tag("a")
    static let ul = Tag("ul")
    static let ol = Tag("ol")
    static let li = Tag("li")
    static let dl = Tag("dl")
    static let dt = Tag("dt")
    static let dd = Tag("dd")
    static let table = Tag("table")
    static let caption = Tag("caption")
    static let thead = Tag("thead")
    static let tbody = Tag("tbody")
    static let tr = Tag("tr")
    static let th = Tag("th")
    static let td = Tag("td")
    static let form = Tag("form")
    static let label = Tag("label")
    static let input = Tag("input", isVoid: true)
    static let select = Tag("select")
    static let option = Tag("option")
    static let button = Tag("button")
    static let time = Tag("time")
    static let details = Tag("details")
    static let summary = Tag("summary")
    static let svg = Tag("svg")
    static let rect = Tag("rect")
}
