import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is around every page: where one is, where one can go, and how old it all is.
struct PageFrame: Sendable {
    let version: String
    let now: Date
    /// Whether this replica is the one that acts, and so the one that knows.
    let isLeading: Bool

    func page(_ title: String, @HTMLBuilder content: () -> HTML) -> HTML {
        Tag.html(.lang("en")) {
            Tag.head {
                Tag.meta(.charset("utf-8"))
                Tag.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                Tag.meta(.name("color-scheme"), .content("light dark"))
                Tag.title(text: title == "Pinnace" ? title : "\(title) · Pinnace")
                Tag.link(.rel("stylesheet"), .href(PagePath(["style.css"])))
                Tag.link(.rel("icon"), .href(PagePath(["icon.svg"])), .type("image/svg+xml"))
            }
            Tag.body {
                Tag.a(.class("skip"), .href(anchor: "content"), text: "Skip to content")
                top
                Tag.main(.id("content"), .focusTarget, content: content)
                footer
            }
        }
    }

    private var top: HTML {
        Tag.header(.class("top")) {
            Tag.a(.class("brand"), .href(PagePath([])), text: "Pinnace")
            Tag.nav(.label("Main")) {
                Tag.ul {
                    Tag.li { Tag.a(.href(PagePath([])), text: "Repositories") }
                    Tag.li { Tag.a(.href(PagePath(["reasons"])), text: "Reasons") }
                }
            }
        }
    }

    private var footer: HTML {
        Tag.footer {
            Tag.p {
                "Pinnace \(version) · as of "
                WhenText(now).stamp
                " · read-only"
            }
        }
    }

    /// That what is shown comes from the cluster alone; nothing where that is not so.
    var notice: HTML {
        guard !isLeading else { return .nothing }
        return Tag.p(.class("notice")) {
            Tag.strong(text: "This replica waits for its turn. ")
            "It shows what the cluster says of each repository; images, timeline and findings are known to the replica "
            "that leads."
        }
    }
}
