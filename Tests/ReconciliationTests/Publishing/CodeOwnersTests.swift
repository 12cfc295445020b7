import Testing

@testable import Reconciliation

@Suite struct CodeOwnersTests {
    /// Patterns and paths of docs.github.com, "About code owners".
    @Test(arguments: [
        ("*", "a/b.yaml", true), ("*.js", "a/b/c.js", true), ("*.js", "a/b.jsx", false),
        ("/build/logs/", "build/logs/x/y.log", true), ("/build/logs/", "a/build/logs/y.log", false),
        ("docs/*", "docs/getting-started.md", true), ("docs/*", "docs/build-app/troubleshooting.md", false),
        ("apps/", "x/apps/y/z.yaml", true), ("apps/", "apps", false), ("/docs/", "docs/a.md", true),
        ("/scripts/", "scripts/x", true), ("**/logs", "build/logs/x", true), ("**/logs", "deep/er/logs/x", true),
        ("/apps/github", "apps/github", true), ("/apps/github", "apps/github/x", true),
        ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "x/a/b", false), ("a?c", "abc", true),
        ("a*c.yaml", "dir/abbbc.yaml", true), ("a*c.yaml", "dir/abbbd.yaml", false),
    ])
    func patterns(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(CodeOwners("\(pattern) @x\n").owners(of: path) == (matches ? ["@x"] : []))
    }

    @Test func theLastLineThatMatchesCounts() {
        let owners = CodeOwners(
            """
            # Everything
            *  @global ana@example.com   # and a comment
            /apps/ @apps
            [Section of GitLab's][2] @nobody
            /apps/open
            !/apps/x @negation-is-not-known
            """)
        #expect(owners.owners(of: "README.md") == ["@global", "ana@example.com"])
        #expect(owners.owners(of: "apps/a.yaml") == ["@apps"])
        #expect(owners.owners(of: "apps/open/a.yaml") == [])
        #expect(owners.owners(of: "apps/x") == ["@apps"])
    }
}
