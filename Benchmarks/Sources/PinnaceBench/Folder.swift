#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A corpus on disk.
struct Folder {
    let path: String

    /// Writes a corpus below the folder.
    func write(_ corpus: Corpus) throws {
        for file in corpus.files {
            let url = URL(filePath: path).appending(path: file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url)
        }
    }

    /// Every file below it with its bytes, in the order of their paths.
    func read() throws -> [(path: String, bytes: [UInt8])] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
        return try paths.filter { !$0.hasPrefix(".git/") && $0.hasSuffix(".yaml") }.map { name in
            (name, [UInt8](try Data(contentsOf: URL(filePath: path).appending(path: name))))
        }
    }
}
