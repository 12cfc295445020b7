import Reconciliation

/// The one style of all pages; what colours have to be read on is tested.
enum StyleSheet {
    static let text =
        "\(PageStyle.palette)\(PageStyle.base)\(PageStyle.parts)\(PageStyle.tables)" + parts + tables + lists
        + "\(PageStyle.narrow)" + narrow

    /// Three pins on a line.
    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" \
        fill="#0b5cad"/><path d="M6 22c3 4 17 4 20 0l-2-3H8z" fill="#fff"/><path d="M15 5h2v13h-2z" fill="#fff"/>\
        <path d="M18 6l7 10h-7z" fill="#9fd0ff"/></svg>

        """

    private static let parts = """
        .crumbs { margin-top: 1.25rem; font-size: .9rem; }
        .crumbs ol { display: flex; flex-wrap: wrap; gap: .4rem; }
        .crumbs li + li::before { content: "/"; color: var(--minor); margin-right: .4rem; }
        .tabs { border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
        .tabs ul { display: flex; flex-wrap: wrap; gap: .25rem; }
        .tabs a { display: block; padding: .6rem .9rem; color: var(--text); text-decoration: none; \
        border-bottom: 3px solid transparent; margin-bottom: -1px; }
        .tabs a:hover { border-bottom-color: var(--edge); }
        .tabs a[aria-current] { border-bottom-color: var(--accent); font-weight: 600; }
        .count { display: inline-block; background: var(--calm); color: var(--calm-ink); border-radius: 1rem; \
        padding: 0 .5rem; margin-left: .4rem; font-size: .8rem; font-weight: 500; }
        .filter { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin: 0 0 1rem; }
        .field { display: flex; flex-direction: column; gap: .2rem; min-width: 9rem; max-width: 100%; }
        .field:has(input) { flex: 1 1 14rem; }
        .field label { font-size: .875rem; color: var(--minor); }
        input, select, button { font: inherit; color: var(--text); background: var(--surface); \
        border: 1px solid var(--edge); border-radius: 8px; padding: .45rem .7rem; max-width: 100%; min-height: 2.6rem; }
        select { text-overflow: ellipsis; }
        button { background: var(--accent); border-color: var(--accent); color: var(--surface); font-weight: 600; \
        padding-inline: 1.1rem; cursor: pointer; }
        button:hover { text-decoration: underline; text-underline-offset: .18em; }
        .buttons { display: flex; align-items: center; gap: .9rem; min-height: 2.6rem; }
        .paging ul { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: 1rem; }
        .paging a, .gap { display: block; padding: .35rem .75rem; border-radius: 8px; }
        .paging a { background: var(--surface); border: 1px solid var(--line); text-decoration: none; }
        .paging a:hover { border-color: var(--edge); }
        .paging a[aria-current] { background: var(--accent); color: var(--surface); border-color: var(--accent); \
        font-weight: 600; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
        .columns section { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; \
        padding: 1rem 1.25rem; min-width: 0; }
        .columns h2 { margin-top: 0; }

        """

    private static let tables = """
        td time, dd time { white-space: nowrap; }
        .name { font-weight: 600; }
        .clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2; \
        overflow: hidden; margin-top: .2rem; }
        .repositories th:first-child { width: 26%; }
        .repositories td:nth-child(2) { width: 24%; }
        .repositories td:nth-child(3) { width: 18%; }
        .images th[scope=row] { width: 28%; }
        .images td:nth-child(2) { width: 29%; }
        .images td:nth-child(3) { white-space: nowrap; }
        .images td:nth-child(5) { width: 24%; }
        .move code.minor { font-size: .8rem; }
        .cards h3 code { font-size: 1rem; }
        .version { display: flex; flex-wrap: wrap; align-items: baseline; gap: .15rem .5rem; }
        .tag { font-weight: 600; }
        .digest { display: inline-block; max-width: 21ch; overflow: hidden; text-overflow: ellipsis; \
        white-space: nowrap; vertical-align: bottom; user-select: all; color: var(--minor); }
        .digest:hover { max-width: 100%; white-space: normal; }
        .move { margin-top: .35rem; padding-left: .6rem; border-left: 3px solid var(--news-fill); }
        .move > .minor { display: block; }
        .commit { white-space: nowrap; }
        .plain { font-size: .9rem; }
        .reason { font-family: ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace; font-size: .85rem; \
        white-space: nowrap; }

        """

    private static let lists = """
        .facts { margin: 0; display: grid; gap: .55rem; }
        .facts div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem; }
        .facts dt { color: var(--minor); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        .states { display: grid; gap: .45rem; margin: .75rem 0; }
        .states li { display: grid; grid-template-columns: 9rem 1fr; align-items: center; gap: .5rem; }
        .states .badge { justify-self: start; }
        .attention { display: grid; gap: .6rem; }
        .attention > li { background: var(--surface); border: 1px solid var(--line); \
        border-left: 4px solid var(--bad-fill); border-radius: 8px; padding: .75rem 1rem; display: grid; gap: .2rem; }
        .attention .plain { display: grid; gap: .3rem; margin-top: .3rem; }
        .attention p { margin: 0; }
        .plain li { overflow-wrap: anywhere; }
        .timeline, .cards { display: grid; gap: .9rem; }
        .timeline > li, .cards > li { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; \
        padding: 1rem 1.25rem; min-width: 0; }
        .meta { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .8rem; margin: .4rem 0 .6rem; \
        max-width: none; color: var(--minor); font-size: .9rem; }
        .when { display: inline-flex; flex-wrap: wrap; gap: .5rem; }
        .changes { display: grid; gap: .5rem; margin: .4rem 0; }
        .changes li { padding-left: .8rem; border-left: 3px solid var(--line); display: grid; gap: .05rem; }
        .changes .image { font-weight: 600; }
        .step { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .6rem; }
        .arrow { color: var(--minor); }
        .undo { max-width: none; margin-top: .75rem; }
        .command { display: inline-block; max-width: 100%; background: var(--code); border-radius: 6px; \
        padding: .3rem .6rem; user-select: all; }
        .index ul { display: flex; flex-wrap: wrap; gap: .4rem .9rem; margin: 1rem 0; }
        .index a, .reason-text h2 { font-family: ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace; }
        .reason-text h2 { font-size: 1.05rem; margin-bottom: .25rem; scroll-margin-top: 1rem; }
        .reason-text h2:target { background: var(--accent-soft); border-radius: 6px; padding: .2rem .5rem; \
        width: fit-content; }

        """

    private static let narrow = """
        @media (max-width: 60rem) {
          .repositories th:first-child, .repositories td, .images th[scope=row], .images td { width: auto !important; }
          .facts div, .states li { grid-template-columns: minmax(0, 8rem) minmax(0, 1fr); }
        }
        @media print { .filter, .paging, .top, .skip { display: none; } }

        """
}
