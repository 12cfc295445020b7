import Reconciliation

/// A form that narrows a list down by its address: it works without a script, and can be kept as a bookmark.
struct FilterForm {
    struct Choice {
        let value: String
        let words: String
    }

    enum Field {
        case text(name: String, label: String)
        case choice(name: String, label: String, any: String, [Choice])

        var name: String {
            switch self {
            case .text(let name, _), .choice(let name, _, _, _): name
            }
        }
    }

    /// Where the list is, with what it is narrowed down to now.
    let path: PagePath
    let fields: [Field]

    var html: HTML {
        Tag.form(.class("filter"), .get, .action(path.with(PageQuery())), .role("search")) {
            fields.map(html)
            Tag.div(.class("buttons")) {
                Tag.button(.type("submit"), text: "Filter")
                if isNarrowed { Tag.a(.href(path.with(PageQuery())), text: "Show all") }
            }
        }
    }

    var isNarrowed: Bool { fields.contains { path.query[$0.name] != nil } }

    private func html(_ field: Field) -> HTML {
        Tag.div(.class("field")) {
            switch field {
            case .text(let name, let label):
                Tag.label(.for("f-\(name)"), text: label)
                Tag.input(
                    .id("f-\(name)"), .name(name), .type("search"), .value(path.query[name] ?? ""), .maximumLength,
                    .noSpelling, .noCompletion)
            case .choice(let name, let label, let any, let choices):
                Tag.label(.for("f-\(name)"), text: label)
                Tag.select(.id("f-\(name)"), .name(name)) {
                    Tag.option(.value(""), text: any)
                    choices.map { choice in
                        Tag.option(
                            .value(choice.value), path.query[name] == choice.value ? .selected : nil,
                            text: choice.words)
                    }
                }
            }
        }
    }
}
