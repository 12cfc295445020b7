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

    /// With the scan at hand less is read, and nothing else is different.
    @Test(arguments: files)
    func sameBytesAndReferencesByTheScan(name: String, bytes: [UInt8]) throws {
        let path = try #require(RepositoryPath(name))
        let locator = FileLocator()
        let scan = locator.scan(path, bytes)
        #expect((scan.fingerprint == nil) == (name == "Dockerfile"))
        let sites = scan.occurrences.flatMap(\.parts.sites).filter { $0.value?.contains("v1") ?? false }
        for value in ["v2", "é/app:v2@sha256:0", "a: b", "1"] {
            let writes = sites.map { SiteWrite(site: $0, value: value) }
            let edited = try locator.edited(path, bytes, by: writes, scannedAs: scan)
            #expect(edited.bytes == (try SiteWriting.apply(writes, to: bytes)))
            let texts = locator.scan(path, edited.bytes).occurrences.map { $0.parts.sites.map(\.value) }
            #expect(edited.scan.occurrences.map { $0.parts.sites.map(\.value) } == texts)
        }
    }

    /// A file that is another than the one that was scanned is judged as it was before.
    @Test func theScanIsOfAnotherFile() throws {
        let path = try #require(RepositoryPath("pod.yaml"))
        let locator = FileLocator()
        let scan = locator.scan(path, Array(Self.pod.utf8))
        let writes = scan.occurrences.flatMap(\.parts.sites).map { SiteWrite(site: $0, value: "b:2") }
        let other = Self.pod.replacing("Pod", with: "Job")
        let edited = try locator.edited(path, Array(other.utf8), by: writes, scannedAs: scan)
        #expect(String(decoding: edited.bytes, as: UTF8.self) == other.replacing("é/app:v1", with: "b:2"))
        let moved = "# moved\n" + Self.pod
        _ = try locator.edited(path, Array(moved.utf8), by: writes, scannedAs: scan)
        #expect(throws: YAMLSourceError.self) {
            let changed = other.replacing("v1", with: "v3")
            return try locator.edited(path, Array(changed.utf8), by: writes, scannedAs: scan)
        }
    }
}
