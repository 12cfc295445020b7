package import Manifests
import SystemPackage

extension WorkTreeFiles {
    /// Whether anything stands at the path, of whatever kind.
    package func stands(_ path: RepositoryPath) -> Bool {
        FileOnDisk.kind(of: root.pushing(FilePath(path.string)).string) != .other
    }

    /// Writes files that are not there yet, each in one step, with the folders that they stand in. Nothing is replaced, and
    /// no link is followed.
    ///
    /// - Throws: `.file`, before anything is written, where something stands in the way.
    package func add(_ files: [(path: RepositoryPath, bytes: [UInt8])]) throws(ReconciliationError) {
        for file in files { try checkWay(to: file.path) }
        for file in files {
            for folder in folders(of: file.path) { try FileOnDisk.makeFolder(folder, name: file.path.string) }
            try FileOnDisk.replace(root.pushing(FilePath(file.path.string)), with: file.bytes, name: file.path.string)
        }
    }

    private func checkWay(to path: RepositoryPath) throws(ReconciliationError) {
        guard !stands(path) else {
            throw ReconciliationError(.file, subject: path.string, "it is there already, and stays as it is")
        }
        for folder in folders(of: path) where [.link, .file].contains(FileOnDisk.kind(of: folder.string)) {
            throw ReconciliationError(
                .file, subject: path.string,
                "it cannot be written: \(folder.lastComponent?.string ?? "its folder") is no folder")
        }
    }

    /// Those that it stands in, from the top.
    private func folders(of path: RepositoryPath) -> [FilePath] {
        let names = path.segments.dropLast()
        return names.indices.map { root.pushing(FilePath(names[...$0].joined(separator: "/"))) }
    }
}
