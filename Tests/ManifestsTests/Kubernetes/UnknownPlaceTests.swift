import Manifests
import Testing

@Suite struct UnknownPlaceTests {
    private func findings(_ text: String, path: String, hosts: [String] = ["gcr.io"]) -> [String] {
        var options = LocatorOptions()
        options.searchedHosts = hosts
        return LocatedText(text, path: path, options: options).findings
    }

    @Test func whatALocatorFoundIsNoFinding() {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata:
              annotations:
                debug: "été gcr.io/p/debug:1, see" # gcr.io/p/comment
            # gcr.io/p/other
            spec:
              containers:
                - name: a
                  image: gcr.io/p/app:1
                  args: [--image=gcr.io/p/arg:1, --repository=gcr.io/p/repository]

            """
        #expect(
            findings(text, path: "a.yaml") == [
                "5:17 unknown-place: gcr.io/p/debug:1 stands where no locator looks",
                "11:51 unknown-place: gcr.io/p/repository stands where no locator looks",
            ])
    }

    @Test(arguments: [
        ("x=gcr.io/p/a:1.", "1:3 unknown-place: gcr.io/p/a:1 stands where no locator looks"),
        ("oci://gcr.io/p/a", "1:7 unknown-place: gcr.io/p/a stands where no locator looks"),
        ("\r\nimage:gcr.io/$P/a", "2:7 unknown-place: gcr.io/$P/a stands where no locator looks"),
    ])
    func otherText(text: String, finding: String) {
        #expect(findings(text, path: "notes.txt") == [finding])
    }

    @Test(arguments: [
        "us.gcr.io/p/a", "gcr.io", "gcr.io/", "gcr.io/ x", "https://gcr.io/p/a", "http://gcr.io/p/a", "me@gcr.io/p",
        "mirror.dev/gcr.io/p/a", "# gcr.io/p/a", "  # see gcr.io/p/a", "gcr.iox/p", "not-gcr.io/p", "gcr.io/p\0",
    ])
    func whatIsNone(text: String) {
        #expect(findings(text, path: "notes.txt").isEmpty)
    }

    @Test func theStartOfAPathNarrowsIt() {
        #expect(
            findings("gcr.io/p/a gcr.io/q/b", path: "x", hosts: ["gcr.io/q/", "gcr.io/q/"]) == [
                "1:12 unknown-place: gcr.io/q/b stands where no locator looks"
            ])
    }

    @Test func aFloodIsCounted() {
        let found = findings(String(repeating: "gcr.io/p/a\n", count: 250), path: "notes.txt")
        #expect(found.count == 101)
        #expect(found.last == "101:1 unknown-place: from here on, 150 more stand where no locator looks")
    }

    @Test func aFileThatCannotBeReadIsSearchedToo() {
        let found = findings("apiVersion: v1\nimage: [\ngcr.io/p/a:1\n", path: "a.yaml")
        #expect(found.count == 2)
        #expect(found.last == "3:1 unknown-place: gcr.io/p/a:1 stands where no locator looks")
    }

    @Test func withoutHostsNothingIsSearched() {
        #expect(!FileLocator().reads(RepositoryPath("notes.txt")!))
        #expect(findings("gcr.io/p/a", path: "notes.txt", hosts: []).isEmpty)
    }
}
