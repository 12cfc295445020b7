import ImageModel
import PinnaceTestSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A blob of a layout that is taken away for a while.
struct TornBlob {
    private let path: String
    private let bytes: Data

    init(in layout: String, of digest: Digest) throws {
        path = "\(layout)/blobs/sha256/\(digest.description.dropFirst("sha256:".count))"
        bytes = try Data(contentsOf: URL(filePath: path))
        try FileManager.default.removeItem(atPath: path)
    }

    func mend() {
        try? bytes.write(to: URL(filePath: path))
    }
}
