import ImageModel
import Testing

@testable import Credentials

@Suite struct DockerConfigKeyTests {
    @Test(arguments: [
        ("gcr.io", "gcr.io/p/app", true), ("https://gcr.io", "gcr.io/p/app", true),
        ("http://gcr.io/", "gcr.io/p/app", true), ("https://gcr.io/v1/", "gcr.io/p/app", true),
        ("https://gcr.io/v2/", "gcr.io/p/app", true), ("GCR.io", "gcr.io/p/app", true),
        ("gcr.io/p", "gcr.io/p/app", true), ("gcr.io/v2/p", "gcr.io/p/app", true),
        ("gcr.io/p/app", "gcr.io/p/app", true), ("gcr.io/p/ap", "gcr.io/p/app", false),
        ("gcr.io/q", "gcr.io/p/app", false), ("us.gcr.io", "gcr.io/p/app", false),
        ("gcr.io", "us.gcr.io/p/app", false), ("gcr.io", "evilgcr.io/p/app", false),
        ("gcr.io", "gcr.io.evil.example/p/app", false), ("gcr.io:443", "gcr.io/p/app", false),
        ("localhost:5000", "localhost:5000/app", true), ("localhost:5000", "localhost:5001/app", false),
        ("localhost", "localhost:5000/app", false), ("[::1]:5000", "[::1]:5000/app", true),
        ("*.gcr.io", "us.gcr.io/p/app", true), ("*.gcr.io", "gcr.io/p/app", false),
        ("*.gcr.io", "a.us.gcr.io/p/app", false), ("*-docker.pkg.dev", "us-docker.pkg.dev/p/r/app", true),
        ("*-docker.pkg.dev", "us-docker.pkg.dev.evil.example/p/r/app", false), ("*", "gcr.io/p/app", false),
        ("us*-docker.pkg.*", "us-central1-docker.pkg.dev/p/r/app", true),
        ("https://index.docker.io/v1/", "nginx", true), ("docker.io", "bitnami/redis", true),
        ("index.docker.io", "nginx", true), ("registry-1.docker.io", "nginx", true),
        ("docker.io/bitnami", "bitnami/redis", true), ("docker.io/bitnami", "nginx", false),
        ("", "gcr.io/p/app", false), ("https://", "gcr.io/p/app", false),
    ])
    func matchesByWholeParts(_ key: String, _ repository: String, _ expected: Bool) throws {
        #expect(DockerConfigKey(key).matches(try ImageRepository(parsing: repository)) == expected)
    }

    @Test func longerPathThenPlainHostComesFirst() {
        let keys = ["*.gcr.io", "us.gcr.io", "us.gcr.io/p", "us.gcr.io/p/app", "*.gcr.io/p"].map { DockerConfigKey($0) }
        #expect(
            keys.sorted { $0.precedes($1) }.map(\.text) == [
                "us.gcr.io/p/app", "us.gcr.io/p", "*.gcr.io/p", "us.gcr.io", "*.gcr.io",
            ])
    }
}
