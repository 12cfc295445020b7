import Reconciliation

/// What every reason's code means, and what to do about it: the project's own page, so that nothing has to be looked up
/// elsewhere.
struct ReasonsPage {
    let frame: PageFrame

    var html: HTML {
        frame.page("Reasons") {
            Tag.h1(text: "Reasons")
            Tag.p(text: "Why an image is blocked, held or skipped, and why a file is a finding.")
            Tag.nav(.class("index"), .label("Codes")) {
                Tag.ul {
                    ReasonTexts.all.map { entry in
                        Tag.li { Tag.a(.href(PagePath(["reasons"]), anchor: entry.code), text: entry.code) }
                    }
                }
            }
            ReasonTexts.all.map { entry in
                Tag.section(.class("reason-text"), .labelled(by: entry.code)) {
                    Tag.h2(.id(entry.code), text: entry.code)
                    entry.paragraphs.map { text in Tag.p { MarkdownText(text: text).html } }
                }
            }
        }
    }
}

/// The little Markdown of the project's own page of reasons: code, emphasis, and links by their words alone.
struct MarkdownText {
    let text: String

    var html: HTML {
        var parts: [HTML] = []
        var rest = text[...]
        while !rest.isEmpty {
            let plain = rest.prefix { !"`*[".contains($0) }
            if !plain.isEmpty { parts.append(.text(String(plain))) }
            rest = rest.dropFirst(plain.count)
            guard let mark = rest.first else { break }
            parts.append(Self.marked(mark, &rest))
        }
        return .group(parts)
    }

    private static func marked(_ mark: Character, _ rest: inout Substring) -> HTML {
        let end: Character = mark == "[" ? "]" : mark
        let inner = rest.dropFirst().prefix { $0 != end }
        let after = rest.dropFirst(inner.count + 2)
        guard rest.dropFirst(inner.count + 1).first == end else {
            rest = rest.dropFirst()
            return .text(String(mark))
        }
        rest = after
        switch mark {
        case "`": return Tag.code(text: String(inner))
        case "*": return Tag.em(text: String(inner))
        default:
            if rest.first == "(" { rest = rest.drop { $0 != ")" }.dropFirst() }
            return MarkdownText(text: String(inner)).html
        }
    }
}
