import Testing

@testable import Manifests

/// Kustomize's own reading of references (kustomize 5.5, `api/internal/image`).
@Suite struct KustomizeImageNameTests {
    @Test(arguments: [
        ("app", "app", true),
        ("app:v1", "app", true),
        ("app@sha256:ab", "app", true),
        ("app:v1@sha256:ab", "app", true),
        ("app:v1@sha512:ab", "app", false),
        ("gcr.io/p/app:v1", "app", false),
        ("gcr.io/p/app:v1", "gcr.io/p/app", true),
        ("gcrxio/p/app:v1", "gcr.io/p/app", true),
        ("gcr.io/p/app-x:v1", "gcr.io/p/app", false),
        ("localhost:5000/app:v1", "localhost:5000/app", true),
        ("localhost:5000/app:v1", "localhost", false),
        ("app:v1+meta", "app", false),
        ("gcr.io/p/app:v1", "gcr.io/.*/app", true),
        ("gcr.io/p/app:v1", "(gcr|eu.gcr).io/p/app", true),
        ("gcr.io/p/app:v1", "[", false),
        ("app:{tag}", "app", true),
    ])
    func matches(text: String, name: String, isMatched: Bool) {
        #expect(KustomizeImageName(text).isMatched(by: name) == isMatched)
    }

    @Test(
        arguments: [
            (nil, "v2", nil, nil, "app:v2"),
            (nil, nil, "sha256:b", nil, "app@sha256:b"),
            (nil, "v2", "sha256:b", nil, "app:v2@sha256:b"),
            ("web", nil, nil, nil, "web:v1@sha256:a"),
            (nil, nil, nil, "-s", "app:v1-s"),
            (nil, "v2", nil, "-s", "app:v2"),
            (nil, nil, nil, nil, "app:v1@sha256:a"),
        ] as [(String?, String?, String?, String?, String)])
    func sets(newName: String?, newTag: String?, digest: String?, suffix: String?, expected: String) {
        var image = KustomizeImageName("app:v1@sha256:a")
        image.apply(newName: newName, newTag: newTag, digest: digest, tagSuffix: suffix)
        #expect(image.text == expected)
    }
}
