extension MigrationPage {
    /// What only a report has.
    static let style: StaticString = """
        .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; margin: .5rem 0; font-size: .9rem; }
        .swatch { border-radius: 3px; margin-right: .4rem; }
        .chart { margin: 0 0 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; \
        padding: 1rem 1.25rem; min-width: 0; }
        .chart figcaption { font-weight: 600; margin-bottom: .25rem; }
        .chart > svg { display: block; background: var(--code); border-radius: 4px; }
        .axis { display: flex; justify-content: space-between; color: var(--minor); font-size: .8rem; \
        font-variant-numeric: tabular-nums; padding: .15rem 0; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
        .numbers td, .numbers thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; }
        .part { padding-left: 1.25rem; }
        .none { color: var(--minor); }
        .name { font-weight: 600; }
        .left th:first-child { width: 22%; }
        .left td:last-child { width: 18%; }
        @media (max-width: 60rem) {
          .numbers td { display: flex; justify-content: space-between; gap: 1rem; }
          .numbers td:has(.none) { display: none; }
          .left th:first-child, .left td:last-child { width: auto; }
          .part { padding-left: 0; }
        }

        """
}

/// A square of the colour that words beside it speak of.
enum Swatch {
    static func html(_ tone: String) -> HTML {
        Tag.svg(.class("swatch"), .hidden, .width("12"), .height("12")) {
            Tag.rect(.class("fill \(tone)"), .width("12"), .height("12"))
        }
    }
}

extension PinKind {
    /// The style's word for its colour.
    var tone: String {
        switch self {
        case .digest: "good"
        case .version: "news"
        case .floating: "wait"
        case .none: "bad"
        case .open: "calm"
        }
    }

    /// The heading of a column.
    var heading: String {
        switch self {
        case .digest: "By digest"
        case .version: "By version"
        case .floating: "Floating"
        case .none: "No tag"
        case .open: "Filled in elsewhere"
        }
    }
}
