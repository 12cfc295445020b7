import ImageModel
import Planning
import Settings
import Testing

@Suite struct HoldsReadingTests {
    private static let heading = "apiVersion: pinnace.dev/v1alpha1\nkind: Holds\n"

    @Test func noFileNoHolds() throws {
        #expect(try HoldsFile.read(nil).isEmpty)
        #expect(try HoldsFile.read(Array(Self.heading.utf8)).isEmpty)
        #expect(try HoldsFile.read(Array("\(Self.heading)holds:\n".utf8)).isEmpty)
    }

    @Test func everythingSaid() throws {
        let digest = "sha256:" + String(repeating: "a", count: 64)
        let holds = try HoldsFile.read(
            Array(
                """
                \(Self.heading)holds:
                - {file: apps/a.yaml, object: Deployment/prod/a, field: "spec.x[0].image"}
                - image: x.dev/**/proxy
                  from: gcr.io/a/proxy:1.2.3
                  to: x.dev/b/proxy:1.2.3@\(digest)
                  digests: [\(digest)]
                  lapse: new-digest
                  until: 2026-12-31
                  reason: exec format error
                  who: Ana <ana@example.com>
                  since: 2026-11-20
                """.utf8))
        #expect(holds.map(\.file) == ["apps/a.yaml", nil])
        #expect(holds.first?.lapse == .never)
        let hold = try #require(holds.last)
        #expect(hold.image?.text == "x.dev/**/proxy")
        #expect(hold.digests.map(\.description) == [digest])
        #expect(hold.lapse == .newDigest)
        #expect([hold.until, hold.since] == ["2026-12-31", "2026-11-20"])
        #expect(hold.who == "Ana <ana@example.com>")
        #expect(!hold.isExpired(on: "2026-12-31"))
        #expect(hold.isExpired(on: "2027-01-01"))
    }

    @Test(
        arguments: [
            ("", "1:1: the file is empty"),
            (
                "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n",
                "2:7: this is not 'apiVersion: pinnace.dev/v1alpha1' and 'kind: Holds'"
            ),
            ("\(heading)hold: []\n", "3:1: unknown key `hold`, did you mean `holds`?"),
            ("\(heading)holds: {}\n", "3:8: holds: expected a list, found a mapping"),
            ("\(heading)holds:\n  - images: x\n", "4:5: holds[0]: unknown key `images`, did you mean `image`?"),
            ("\(heading)holds:\n  - image: a//b\n", "4:12: 'a//b' has an empty segment"),
            ("\(heading)holds:\n  - {image: a.dev/b, digests: [sha256:abc]}\n", "4:32: 'sha256:abc' is not a digest"),
            ("\(heading)holds:\n  - {image: a.dev/b, lapse: soon}\n", "4:29: 'soon' is not one of never, new-digest"),
            (
                "\(heading)holds:\n  - {image: a.dev/b, until: tomorrow}\n",
                "4:29: 'tomorrow' is not a day, such as 2026-12-31"
            ),
            (
                "\(heading)holds:\n  - {image: a.dev/b, until: 2026-13-01}\n",
                "4:29: '2026-13-01' is not a day, such as 2026-12-31"
            ),
            (
                "\(heading)holds:\n  - {image: a.dev/b, reason: 42}\n",
                "4:30: holds[0].reason: expected a string, found the number 42; put it in quotes"
            ),
        ])
    func errors(_ text: String, _ expected: String) {
        let error = #expect(throws: ConfigurationError.self) { try HoldsFile.read(Array(text.utf8)) }
        #expect(error?.description == ".pinnace/holds.yaml:\(expected)")
    }
}
