import ImageModel

/// What Git LFS keeps in a repository in the place of a file (git-lfs's docs/spec.md, "The Pointer").
enum LFSPointer {
    private static let starts = ["version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"]
    private static let mostBytes = 1024

    static func stands(in bytes: [UInt8]) -> Bool {
        bytes.count < mostBytes && starts.contains { bytes.starts(with: $0.utf8) }
    }

    /// It would read as a document without a reference.
    static func scan(_ path: RepositoryPath) -> FileScan {
        var scan = FileScan(file: path)
        scan.findings = [
            Finding(
                file: path, location: nil, reason: .unparsable,
                message: "a pointer of Git LFS: the file itself is not in the repository, and is not looked at")
        ]
        return scan
    }
}
