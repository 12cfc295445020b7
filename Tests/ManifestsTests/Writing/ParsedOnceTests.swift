import Testing
import YAMLSource

@testable import Manifests

/// What the check of an edit has parsed is located in as if the bytes were parsed anew.
@Suite struct ParsedOnceTests {
    private static let pod =
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: é/app:v1 # here\n"

    static let files: [(path: String, bytes: [UInt8])] = [
        ("pod.yaml", Array(pod.utf8)),
        ("mark.yaml", [0xEF, 0xBB, 0xBF] + Array(pod.utf8)),
        ("wide.yaml", [0xFF, 0xFE] + pod.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        ("values.yaml", Array("image:\n  repository: app\n  tag: v1\n".utf8)),
        ("Dockerfile", Array("FROM app:v1\n".utf8)),
    ]

    @Test(arguments: files)
    func sameBytesAndReferences(name: String, bytes: [UInt8]) throws {
        let path = try #require(RepositoryPath(name))
        let locator = FileLocator()
        let scan = locator.scan(path, bytes)
        let sites = scan.occurrences.flatMap(\.parts.sites).filter { $0.value?.contains("v1") ?? false }
        let writes = sites.map { SiteWrite(site: $0, value: ($0.value ?? "") + "-2") }
        #expect(!writes.isEmpty)
        let edited = try SiteWriting.edited(bytes, by: writes)
        #expect(edited.bytes == (try SiteWriting.apply(writes, to: bytes)))
        #expect((edited.stream == nil) == (name == "Dockerfile"))
        if let stream = edited.stream {
            #expect(locator.scan(path, stream) == locator.scan(path, edited.bytes))
        }
    }
}
