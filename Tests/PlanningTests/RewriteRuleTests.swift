import ImageModel
import Planning
import Testing

@Suite struct RewriteRuleTests {
    @Test(
        arguments: [
            ("gcr.io/my-project/app", "us-docker.pkg.dev/my-project/gcr.io/app"),
            ("us.gcr.io/p/a/b", "us-docker.pkg.dev/p/us.gcr.io/a/b"),
            ("eu.gcr.io/p/app", "europe-docker.pkg.dev/p/eu.gcr.io/app"),
            ("asia.gcr.io/p/app", "asia-docker.pkg.dev/p/asia.gcr.io/app"),
            ("gcr.io/example.com/proj/app", "us-docker.pkg.dev/example.com/proj/gcr.io/app"),
            ("k8s.gcr.io/pause", "registry.k8s.io/pause"),
            ("gcr.io/distroless/static", nil), ("gcr.io/cloud-sql-connectors/cloud-sql-proxy", nil),
            ("gcr.io/google.com/cloudsdktool/cloud-sdk", nil), ("gcr.io/k8s-staging-boskos/boskos", nil),
            ("mirror.gcr.io/library/nginx", nil), ("docker.io/library/nginx", nil), ("evil-gcr.io/p/app", nil),
            ("gcr.io/only-project", nil), ("gcr.io/example.com/proj", nil),
        ] as [(String, String?)])
    func googleContainerRegistry(_ from: String, _ to: String?) throws {
        let rule = RewriteRule(name: "rewrites[0]", mapping: .googleContainerRegistry)
        #expect(rule.target(of: try ImageRepository(parsing: from))?.canonicalName == to)
    }

    @Test(
        arguments: [
            ("gcr.io/p/{image}", "t.dev/x/{image}", "gcr.io/p/app", "t.dev/x/app"),
            ("gcr.io/p/{image}", "t.dev/x/{image}", "gcr.io/p/a/b", nil),
            ("gcr.io/p/{image...}", "t.dev/x/{image...}", "gcr.io/p/a/b", "t.dev/x/a/b"),
            ("gcr.io/{project}/{image}", "t.dev/{image}/{project}", "gcr.io/p/app", "t.dev/app/p"),
            ("docker.io/library/{image}", "t.dev/hub/{image}", "nginx", "t.dev/hub/nginx"),
        ] as [(String, String, String, String?)])
    func captures(_ from: String, _ to: String, _ image: String, _ expected: String?) throws {
        let pattern = try PathSegmentPattern(from)
        let rule = RewriteRule(
            name: "r", mapping: .pattern(from: pattern, to: try RewriteTarget(to, captures: pattern.captures)))
        #expect(rule.target(of: try ImageRepository(parsing: image))?.canonicalName == expected)
    }

    @Test(arguments: [
        ("gcr.io//x", "'gcr.io//x' has an empty segment"),
        ("gcr.io/a{x}", "'a{x}' in 'gcr.io/a{x}': a capture is a whole segment, as in {image}"),
        ("gcr.io/{x...}/y", "'{x...}' in 'gcr.io/{x...}/y': {name...} stands at the end"),
        ("gcr.io/{x}/{x}", "'gcr.io/{x}/{x}' captures the same name twice"),
        ("gcr.io/{}", "'{}' in 'gcr.io/{}': a capture's name is letters, digits and '_'"),
    ])
    func brokenPatterns(_ text: String, _ message: String) {
        #expect { try PathSegmentPattern(text) } throws: { ($0 as? PatternError)?.description == message }
    }

    @Test func aTargetUsesWhatIsCaptured() {
        #expect { try RewriteTarget("t.dev/{y}", captures: ["x"]) } throws: {
            ($0 as? PatternError)?.description == "'t.dev/{y}' uses {y}, which 'from' does not capture"
        }
    }

    @Test(arguments: [
        ("t.dev/**/proxy", "t.dev/a/b/proxy", true), ("t.dev/**/proxy", "t.dev/proxy", true),
        ("t.dev/**", "t.dev/a", true), ("t.dev/*", "t.dev/a/b", false), ("**/a*c", "t.dev/x/abc", true),
        ("**/a*c", "t.dev/x/abd", false), ("*.pkg.dev/**", "us-docker.pkg.dev/p/a", true),
    ])
    func globs(_ pattern: String, _ repository: String, _ expected: Bool) throws {
        #expect(try PathSegmentPattern(pattern).matches(ImageRepository(parsing: repository)) == expected)
    }
}
