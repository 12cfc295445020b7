import Reconciliation

/// One stretch of a list, with the way to the others.
struct Paging {
    let page: Int
    let pages: Int
    let range: Range<Int>
    let total: Int
    private let path: PagePath

    init(_ total: Int, size: Int, at path: PagePath) {
        self.total = total
        self.path = path
        pages = max(1, (total + size - 1) / size)
        page = min(max(1, path.query["page"].flatMap { Int($0) } ?? 1), pages)
        range = min(total, (page - 1) * size)..<min(total, page * size)
    }

    /// `101–200 of 2,345`
    var words: String {
        range.isEmpty
            ? "none"
            : "\(CountText.text(range.lowerBound + 1))–\(CountText.text(range.upperBound)) of \(CountText.text(total))"
    }

    var html: HTML {
        guard pages > 1 else { return .nothing }
        return Tag.nav(.class("paging"), .label("Pages")) {
            Tag.ul {
                if page > 1 { Tag.li { link(page - 1, "← Previous", rel: "prev") } }
                shown.map { number in
                    Tag.li {
                        if number == page {
                            Tag.a(.href(at(number)), .current("page"), .label("Page \(number)"), text: "\(number)")
                        } else if number > 0 {
                            Tag.a(.href(at(number)), .label("Page \(number)"), text: "\(number)")
                        } else {
                            Tag.span(.class("gap"), text: "…")
                        }
                    }
                }
                if page < pages { Tag.li { link(page + 1, "Next →", rel: "next") } }
            }
        }
    }

    /// First, last and those around; 0 for a gap.
    private var shown: [Int] {
        let wanted = Set([1, pages] + Array(max(1, page - 1)...min(pages, page + 1))).sorted()
        return wanted.reduce(into: []) { list, number in
            if let last = list.last, number > last + 1 { list.append(0) }
            list.append(number)
        }
    }

    private func link(_ number: Int, _ text: String, rel: StaticString) -> HTML {
        Tag.a(.href(at(number)), .rel(rel), text: text)
    }

    private func at(_ number: Int) -> PagePath {
        path.with(path.query.setting("page", to: number == 1 ? nil : "\(number)"))
    }
}
