import Manifests
import Testing

@Suite struct KustomizePieceTests {
    @Test(arguments: [
        (":", 1, "a:b", "x", "a:x"), (":", 1, "a", "x", "a:x"), (":", 5, "a:b", "x", "a:b:x"),
        (":", -1, "a", "x", "x:a"),
        ("/", 0, "a/b/c", "x/y", "x/y/b/c"), ("::", 1, "a::b:c", "x", "a::x"),
    ])
    func aValueIsPut(_ delimiter: String, _ index: Int, _ text: String, _ value: String, _ result: String) {
        #expect(KustomizePiece(delimiter: delimiter, index: index).put(value, into: text) == result)
    }

    /// Each origin gives the wanted text back, and the first is what a person would write.
    @Test(arguments: [
        (":", 1, "a/b:x", "v1", "t/b:v1@sha256:1", "t/b:x", "v1@sha256:1"),
        (":", 0, "x:v1", "a/b", "h:5000/b:v1@sha256:1", "x:v1@sha256:1", "h:5000/b"),
        ("/", 0, "x/p/b:v1", "gcr.io", "t.dev/q/p/b:v1", "x/p/b:v1", "t.dev/q"),
        ("/", -1, "b:v1", "gcr.io/p", "t.dev/q/b:v1@sha256:1", "b:v1@sha256:1", "t.dev/q"),
        (":", 3, "a/b", "v1", "t/b:v1", "t/b", "v1"),
    ])
    func originsGiveTheWantedText(
        _ delimiter: String, _ index: Int, _ text: String, _ value: String, _ wanted: String, _ first: String,
        _ put: String
    ) {
        let piece = KustomizePiece(delimiter: delimiter, index: index)
        let origins = piece.origins(of: wanted, over: text, with: value)
        #expect(origins.first?.text == first)
        #expect(origins.first?.value == put)
        for origin in origins { #expect(piece.put(origin.value, into: origin.text) == wanted) }
    }

    @Test func whatHasTooFewPiecesHasNoOrigin() {
        let piece = KustomizePiece(delimiter: ":", index: 2)
        #expect(piece.origins(of: "t/b:v1", over: "h:5000/b:v1", with: "v1").isEmpty)
        #expect(piece.taken(from: "a:b") == nil)
    }
}
