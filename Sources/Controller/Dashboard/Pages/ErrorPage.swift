import Reconciliation

/// What stands where a page cannot be shown.
struct ErrorPage {
    let frame: PageFrame
    let title: String
    let message: String

    var html: HTML {
        frame.page(title) {
            Tag.h1(text: title)
            Tag.p(text: message)
            Tag.p { Tag.a(.href(PagePath([])), text: "All repositories") }
        }
    }
}
