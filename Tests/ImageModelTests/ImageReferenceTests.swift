import ImageModel
import Testing

private let hex = String(repeating: "0123456789abcdef", count: 4)

@Suite struct ImageReferenceTests {
    struct Spelling: Sendable {
        let text: String
        let canonical: String
        let familiar: String
    }

    @Test(arguments: [
        Spelling(text: "nginx", canonical: "docker.io/library/nginx:latest", familiar: "nginx"),
        Spelling(text: "nginx:1.27", canonical: "docker.io/library/nginx:1.27", familiar: "nginx:1.27"),
        Spelling(text: "docker.io/nginx:1", canonical: "docker.io/library/nginx:1", familiar: "nginx:1"),
        Spelling(
            text: "index.docker.io/bitnami/redis", canonical: "docker.io/bitnami/redis:latest",
            familiar: "bitnami/redis"),
        Spelling(text: "library/nginx", canonical: "docker.io/library/nginx:latest", familiar: "nginx"),
        Spelling(text: "localhost/app", canonical: "localhost/app:latest", familiar: "localhost/app"),
        Spelling(text: "localhost:5000/app:v1", canonical: "localhost:5000/app:v1", familiar: "localhost:5000/app:v1"),
        Spelling(text: "Registry/app", canonical: "Registry/app:latest", familiar: "Registry/app"),
        Spelling(text: "192.168.0.1:80", canonical: "docker.io/library/192.168.0.1:80", familiar: "192.168.0.1:80"),
        Spelling(text: "[::1]:5000/app:v1", canonical: "[::1]:5000/app:v1", familiar: "[::1]:5000/app:v1"),
        Spelling(
            text: "gcr.io/p/a/b:v1@sha256:\(hex)", canonical: "gcr.io/p/a/b:v1@sha256:\(hex)",
            familiar: "gcr.io/p/a/b:v1@sha256:\(hex)"),
        Spelling(
            text: "nginx@sha256:\(hex)", canonical: "docker.io/library/nginx@sha256:\(hex)",
            familiar: "nginx@sha256:\(hex)"),
        Spelling(
            text: "a/b@sha512:\(hex)\(hex)", canonical: "docker.io/a/b@sha512:\(hex)\(hex)",
            familiar: "a/b@sha512:\(hex)\(hex)"),
        Spelling(
            text: "gcr.io/p/a__b--c.d_e", canonical: "gcr.io/p/a__b--c.d_e:latest", familiar: "gcr.io/p/a__b--c.d_e"),
    ])
    func canonicalAndFamiliar(_ spelling: Spelling) throws {
        let reference = try ImageReference(parsing: spelling.text)
        #expect(reference.canonical == spelling.canonical)
        #expect(reference.familiar == spelling.familiar)
        #expect(reference.description == spelling.text)
        #expect(try ImageReference(parsing: reference.familiar) == reference)
    }

    @Test(arguments: [
        ("", ImageReferenceError.Code.empty), (":v1", .empty), ("@sha256:\(hex)", .empty),
        (hex, .bareDigest), ("nginx:", .invalidTag), ("nginx:-x", .invalidTag), ("nginx:a b", .invalidTag),
        ("nginx:" + String(repeating: "a", count: 129), .invalidTag),
        ("nginx@sha256:ABC", .invalidDigest), ("nginx@md5:abc", .invalidDigest), ("nginx@", .invalidDigest),
        ("nginx@sha256:\(hex.uppercased())", .invalidDigest),
        ("gcr.io/P/app", .uppercase), ("NGINX", .uppercase),
        ("gcr.io//app", .invalidPath), ("gcr.io/p/", .invalidPath), ("/app", .invalidPath), ("a..b", .invalidPath),
        ("a___b", .invalidPath), ("-a", .invalidPath), ("a-", .invalidPath), ("a b", .invalidPath),
        ("a._b", .invalidPath),
        ("-x.io/app", .invalidHost), ("x.io:/app", .invalidHost), ("x.io:port/app", .invalidHost),
        ("[::1/app", .invalidHost),
        ("gcr.io/" + String(repeating: "a", count: 256), .tooLong),
    ])
    func refused(_ text: String, _ code: ImageReferenceError.Code) {
        #expect(throws: ImageReferenceError(code, in: text)) { try ImageReference(parsing: text) }
    }

    @Test func errorsShowNoControlCharacters() {
        let error = ImageReferenceError(.invalidPath, in: "a\u{1B}[31mb")
        #expect(
            error.description
                == "'a?[31mb' is not an image reference: a path segment is lower-case letters and digits, joined by '.', '_', '__' or '-'"
        )
    }

    @Test func equalityIgnoresSpelling() throws {
        let short = try ImageReference(parsing: "nginx:1")
        let long = try ImageReference(parsing: "docker.io/library/nginx:1")
        #expect(short == long)
        #expect(Set([short, long]).count == 1)
        #expect(short.with(tag: short.tag, digest: Digest("sha256:\(hex)")).description == "nginx:1@sha256:\(hex)")
    }
}

@Suite struct ImageTagTests {
    @Test(arguments: [
        "1.2.3", "v1.2.3", "1.2.3-rc.1", "1.2.3_build5", "2.8.0-alpine", "20240131", "2024-01-31", "2024.01.31",
        "20240131-abcdef1", "20240131120000", "v20240131-1", "deadbee", "0a1b2c3", "sha-0a1b2c3d",
    ])
    func versions(_ name: String) { #expect(ImageTag(name)?.kind == .version) }

    @Test(arguments: [
        "latest", "1", "1.28", "v1", "stable", "main", "1.28-alpine", "1.2.x", "1.2.3-", "20241", "feature",
        "3.12-slim",
        "1.2.3.4",
    ])
    func floating(_ name: String) { #expect(ImageTag(name)?.kind == .floating) }
}
