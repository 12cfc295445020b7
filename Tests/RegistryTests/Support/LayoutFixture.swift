import ImageModel
import PinnaceTestSupport
import SystemPackage

@testable import Registry

/// A layout in a directory of its own, written byte by byte.
struct LayoutFixture {
    let directory: TemporaryDirectory
    let layout: ImageLayout

    init() throws {
        directory = try TemporaryDirectory("layout")
        layout = ImageLayout(FilePath(directory.path))
        try directory.write("oci-layout", #"{"imageLayoutVersion":"1.0.0"}"#)
        try directory.directory("blobs/sha256")
    }

    @discardableResult
    func blob(_ bytes: [UInt8], as digest: Digest? = nil) throws -> Digest {
        let digest = digest ?? Digest(of: bytes)
        try directory.write("blobs/sha256/\(digest.hex)", bytes: bytes)
        return digest
    }

    /// An index.json with one entry for each manifest and its annotations.
    func index(_ entries: [([UInt8], [String: String])]) throws {
        let list = entries.map { bytes, annotations in
            let pairs = annotations.sorted { $0.key < $1.key }.map { #""\#($0.key)":"\#($0.value)""# }
            return ManifestText.descriptor(bytes, .ociIndex, #","annotations":{\#(pairs.joined(separator: ","))}"#)
        }
        try directory.write("index.json", bytes: ManifestText.index(list))
    }

    func store(_ repository: String = "gcr.io/p/app") throws -> LayoutStore {
        LayoutStore(repository: try ImageRepository(parsing: repository), layout: layout)
    }
}
