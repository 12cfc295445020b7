/// The style that every page of ours shares. Colours are named at its top, once for light and once for dark.
package enum PageStyle {
    package static let palette: StaticString = """
        :root {
          color-scheme: light dark;
          --page: #f4f6f9; --surface: #ffffff; --text: #1b2430; --minor: #536072; --line: #d5dce5; --edge: #7b8798;
          --accent: #0b5cad; --accent-soft: #e7f0fa; --focus: #0b5cad; --code: #eef1f5;
          --good: #e1f4e8; --good-ink: #0d6436; --good-fill: #2f9e63;
          --news: #e2eefb; --news-ink: #0a549e; --news-fill: #2f7fd6;
          --wait: #fcefcf; --wait-ink: #714900; --wait-fill: #b87a00;
          --bad: #fde6e5; --bad-ink: #9c1c1a; --bad-fill: #d13438;
          --calm: #e9edf2; --calm-ink: #465161; --calm-fill: #7d8896;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0f141b; --surface: #18202a; --text: #e6ebf2; --minor: #a6b1c1; --line: #2e3947; --edge: #6d7a8c;
            --accent: #84bdfa; --accent-soft: #1a2f47; --focus: #84bdfa; --code: #232d39;
            --good: #12341f; --good-ink: #84dcaa; --good-fill: #3fb277;
            --news: #15304c; --news-ink: #93c6fb; --news-fill: #4f97e6;
            --wait: #392b0c; --wait-ink: #f3c873; --wait-fill: #c98f1d;
            --bad: #421b1a; --bad-ink: #ffa29c; --bad-fill: #e5585a;
            --calm: #28323f; --calm-ink: #bac4d1; --calm-fill: #7f8b9b;
          }
        }

        """

    package static let base: StaticString = """
        *, *::before, *::after { box-sizing: border-box; }
        html { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
        body { margin: 0; background: var(--page); color: var(--text); min-height: 100vh; display: flex; \
        flex-direction: column; }
        main, .top, footer { width: 100%; max-width: 86rem; margin: 0 auto; padding: 0 1.5rem; }
        main { flex: 1; padding-bottom: 3rem; }
        main:focus { outline: none; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 1.5rem 0 .75rem; letter-spacing: -.01em; \
        overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .75rem; }
        .tabs + h2, .tabs + .columns { margin-top: 1.25rem; }
        h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
        p { margin: .5rem 0; max-width: 48rem; }
        a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
        a:hover { text-decoration-thickness: 2px; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
        code { font: .875em/1.45 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "Liberation Mono", monospace; \
        overflow-wrap: anywhere; unicode-bidi: isolate; }
        .minor { color: var(--minor); font-size: .875rem; overflow-wrap: anywhere; }
        .minor.code { font-family: ui-monospace, "SF Mono", Menlo, "Liberation Mono", monospace; font-size: .8rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); \
        white-space: nowrap; }
        .skip { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: .5rem 1rem; \
        border-radius: 0 0 8px 8px; z-index: 2; }
        .skip:focus { top: 0; }
        ul, ol { padding: 0; list-style: none; margin: 0; }

        """

    package static let parts: StaticString = """
        .top { display: flex; align-items: center; gap: 2rem; padding-top: .9rem; padding-bottom: .9rem; \
        border-bottom: 1px solid var(--line); }
        .brand { font-weight: 700; font-size: 1.1rem; color: var(--text); text-decoration: none; }
        .top ul { display: flex; gap: 1.25rem; }
        footer { color: var(--minor); font-size: .875rem; border-top: 1px solid var(--line); padding-top: .75rem; \
        padding-bottom: 1.5rem; }
        .heading { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin-top: .25rem; }
        .heading h1 { margin: 0; }
        .where { color: var(--minor); margin: .25rem 0 1rem; max-width: none; }
        .badge { display: inline-block; white-space: nowrap; border-radius: 1rem; padding: .1rem .65rem; \
        font-size: .85rem; font-weight: 600; }
        .badge.good { background: var(--good); color: var(--good-ink); }
        .badge.news { background: var(--news); color: var(--news-ink); }
        .badge.wait { background: var(--wait); color: var(--wait-ink); }
        .badge.bad { background: var(--bad); color: var(--bad-ink); }
        .badge.calm { background: var(--calm); color: var(--calm-ink); }
        .bar { display: block; border-radius: 4px; background: var(--code); margin: .4rem 0; min-width: 8rem; }
        .fill.good { fill: var(--good-fill); }
        .fill.news { fill: var(--news-fill); }
        .fill.wait { fill: var(--wait-fill); }
        .fill.bad { fill: var(--bad-fill); }
        .fill.calm { fill: var(--calm-fill); }
        .notice { background: var(--wait); color: var(--wait-ink); border-radius: 8px; padding: .75rem 1rem; \
        max-width: none; }
        .empty { background: var(--surface); border: 1px dashed var(--edge); border-radius: 8px; \
        padding: 1.25rem 1.5rem; color: var(--minor); max-width: none; }
        .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; \
        margin: 0 0 1.25rem; }
        .total { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: .7rem 1rem; \
        display: flex; flex-direction: column-reverse; }
        .total dt { color: var(--minor); font-size: .875rem; }
        .total dd { margin: 0; font-size: 1.5rem; line-height: 1.3; font-weight: 650; \
        font-variant-numeric: tabular-nums; }
        .total.bad dd { color: var(--bad-ink); }
        .total.news dd { color: var(--news-ink); }
        .total.wait dd { color: var(--wait-ink); }
        details { margin: .75rem 0; }
        summary { cursor: pointer; color: var(--accent); width: fit-content; padding: .2rem 0; }

        """

    package static let tables: StaticString = """
        table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--surface); \
        border: 1px solid var(--line); border-radius: 10px; margin: 0 0 .75rem; }
        thead th:first-child { border-top-left-radius: 9px; }
        thead th:last-child { border-top-right-radius: 9px; }
        caption { text-align: left; color: var(--minor); font-size: .875rem; padding: 0 0 .5rem; }
        th, td { text-align: left; vertical-align: top; padding: .65rem .9rem; border-bottom: 1px solid var(--line); \
        font-weight: 400; overflow-wrap: anywhere; }
        tbody:last-child tr:last-child > * { border-bottom: 0; }
        thead th { font-size: .8rem; font-weight: 600; color: var(--minor); background: var(--page); }
        tr.group th { background: var(--accent-soft); font-weight: 600; }
        td > .minor, th > .minor, dd > .minor { display: block; }
        td > code + .minor, .image { display: block; }

        """

    /// On a narrow screen a row is a block, and each cell says what it is.
    package static let narrow: StaticString = """
        @media (max-width: 60rem) {
          main, .top, footer { padding-left: 1rem; padding-right: 1rem; }
          table, tbody, tr, th, td, caption { display: block; width: auto; }
          table { background: none; border: 0; border-radius: 0; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tbody tr { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; \
        margin-bottom: .75rem; padding: .4rem 0; overflow: hidden; }
          tbody tr.group { padding: 0; margin-top: 1.25rem; border: 0; }
          tr.group th { padding: .55rem 1rem; border-radius: 10px; }
          tbody th, tbody td { border: 0 !important; padding: .35rem 1rem; }
          tbody th[data-label]::before, tbody td[data-label]::before { content: attr(data-label); display: block; \
        font-size: .75rem; color: var(--minor); }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

        """
}
