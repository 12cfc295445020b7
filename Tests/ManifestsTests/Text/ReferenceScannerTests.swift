import Manifests
import Testing

@Suite struct ReferenceScannerTests {
    private static let digest = "@sha256:" + String(repeating: "ab", count: 32)

    private func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return ReferenceScanner.references(in: bytes[...]).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(arguments: [
        ("gcr.io/p/app:v1", ["gcr.io/p/app:v1"]),
        ("--image=gcr.io/p/app:v1,quay.io/x/y_z:2.0-rc.1", ["gcr.io/p/app:v1", "quay.io/x/y_z:2.0-rc.1"]),
        ("docker run --rm \"localhost:5000/app:1\" sh", ["localhost:5000/app:1"]),
        ("registry:5000/app:1", ["registry:5000/app:1"]),
        ("10.0.0.1:5000/app:1 10.0.0.1/app:2", ["10.0.0.1:5000/app:1", "10.0.0.1/app:2"]),
        ("cidr 0.0.0.0/0:443 10.0.0.0/8:80", []),
        ("gcr.io/p/app\(digest)", ["gcr.io/p/app\(digest)"]),
        ("sed 's|gcr.io/p/app:v[0-9.]*|gcr.io/p/app:${TAG}|g'", ["gcr.io/p/app:${TAG}"]),
        ("sed 's|gcr.io/p/app:v\\d+|x|'", []),
        ("X=github.com/org/tool:main codeberg.org/a/b:1 registry.gitlab.com/a/b:1", ["registry.gitlab.com/a/b:1"]),
        ("BASE=gcr.io/p/app:$${VERSION}; x", ["gcr.io/p/app:$${VERSION}"]),
        ("go install sigs.k8s.io/cmd/tool@$(TOOL_VERSION)", []),
        ("gcr.io/p/app@${APP_DIGEST}", ["gcr.io/p/app@${APP_DIGEST}"]),
        ("(gcr.io/p/app:v1\(digest))", ["gcr.io/p/app:v1\(digest)"]),
        ("docker://ghcr.io/o/a:v1", ["ghcr.io/o/a:v1"]),
        ("It runs gcr.io/p/app:v1. Or gcr.io/p/b:v2: both", ["gcr.io/p/app:v1", "gcr.io/p/b:v2"]),
        ("gcr.io/$PROJECT_ID/app:${TAG:-v1}", ["gcr.io/$PROJECT_ID/app:${TAG:-v1}"]),
        ("gcr.io/p/app:$(git rev-parse HEAD) .", ["gcr.io/p/app:$(git rev-parse HEAD)"]),
        ("gcr.io/p/app@$DIGEST", ["gcr.io/p/app@$DIGEST"]),
        ("gcr.io/p/app:{{ .Values.tag }}", ["gcr.io/p/app:{{ .Values.tag }}"]),
        (#"{"a":"x\ngcr.io/p/app:v1\n"}"#, ["gcr.io/p/app:v1"]),
        ("“gcr.io/p/app:v1”", ["gcr.io/p/app:v1"]),
    ])
    func references(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(arguments: [
        "", "/", ":", "nginx:1.27", "library/nginx:1.27", "gcr.io/p/app", "gcr.io/p/app:", "gcr.io/:v1",
        "https://gcr.io/p/app:v1", "git@github.com:org/repo.git", "git@github.com/org/repo:v1",
        "./dir.d/file.go:12", "v1.2/app:3", "1.5/2:3", "node-role.kubernetes.io/master:NoSchedule-",
        "app.kubernetes.io/name=web", "host.d/x:/mnt", "gcr.io/P/App:v1", "GCR.io/p/app:v1", "gcr.io/p/app:v1/x",
        "gcr.io/p//app:v1", "gcr.io/p/app@sha256:abc", "gcr.io/p/app@v1", "gcr.io/p/app:v1?x", "gcr.io/*/app:v1",
        "$HOST/p/app:v1", "${REGISTRY}.io/p/app:v1", "foo:bar/x:1", "gcr.io:123456/p/app:v1", "gcr..io/p/app:v1",
        "-gcr.io/p/app:v1", "gcr.io/p/app:-v1", "gcr.io/p/app:${TAG",
        "gcr.io/p/app:" + String(repeating: "a", count: 129),
    ])
    func otherText(text: String) {
        #expect(found(text).isEmpty)
    }

    @Test func offsetsCountFromTheSlice() {
        let bytes = Array("xx gcr.io/p/app:v1".utf8)
        #expect(ReferenceScanner.references(in: bytes[3...]) == [0..<15])
        #expect(ReferenceScanner.references(in: bytes[...]) == [3..<18])
    }

    @Test func openBracketsAreNotReadAgainAndAgain() {
        let text = String(repeating: "${/", count: 10_000)
        #expect(found(text).isEmpty)
    }
}
