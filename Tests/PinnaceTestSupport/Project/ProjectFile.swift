import Foundation

/// A file of this project by its path from the top.
package struct ProjectFile: Sendable {
    private let url: URL
    private let path: String

    package init(_ path: String) {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        url = root.appending(path: path)
        self.path = path
    }

    /// Whether there is such a file or folder.
    package var exists: Bool { FileManager.default.fileExists(atPath: url.path()) }

    package var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path(), isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Its path on this machine.
    package var location: String { url.path() }

    package func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }

    /// Compares the file with what is generated for it; `make docs`, which sets `PINNACE_RECORD`, writes it instead.
    ///
    /// - Returns: what is wrong, and what mends it; `nil` where nothing is.
    package func problem(comparedWith generated: String) throws -> String? {
        if ProcessInfo.processInfo.environment["PINNACE_RECORD"] != nil {
            try Data(generated.utf8).write(to: url)
        }
        return (try? text()) == generated ? nil : "\(path) is not what is generated now; 'make docs' writes it anew"
    }

    /// As ``problem(comparedWith:)``, for the part between two lines: `<!-- NAME: begin -->` and `<!-- NAME: end -->`.
    package func problem(comparing part: String, with generated: String) throws -> String? {
        let old = try text()
        let (begin, end) = ("<!-- \(part): begin -->\n", "<!-- \(part): end -->\n")
        guard let from = old.range(of: begin), let to = old[from.upperBound...].range(of: end) else {
            return "\(path) has no part '\(part)'"
        }
        return try problem(comparedWith: old.replacingCharacters(in: from.upperBound..<to.lowerBound, with: generated))
    }
}
