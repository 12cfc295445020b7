#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The list of what stands in newer packs as well, or is of no use: kept as a file among the packs until nobody can be
/// reading it any more.
struct SupersededObjects {
    /// Packs without their endings, and loose objects, by their paths.
    let paths: [String]
    /// What the references named when the list was made, where only their history was packed anew.
    let tips: [GitObjectID]

    private static let name = "pinnace-superseded"
    private static let tipMark = "tip "

    static func file(in packs: String) -> String { "\(packs)/\(name)" }

    /// - Throws: `.io`
    func write(to packs: String) throws(GitError) {
        let lines = tips.map { Self.tipMark + $0.hex } + paths
        do {
            try Data(lines.joined(separator: "\n").utf8).write(
                to: URL(filePath: Self.file(in: packs)), options: .atomic)
        } catch {
            throw GitError(.io, operation: "note what was packed anew in \(packs)", message: "\(error)")
        }
    }

    /// - Returns: `nil` where there is no list.
    init?(from packs: String) {
        guard let text = FileManager.default.contents(atPath: Self.file(in: packs)) else { return nil }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        tips = lines.filter { $0.hasPrefix(Self.tipMark) }
            .compactMap { GitObjectID(String($0.dropFirst(Self.tipMark.count))) }
        paths = lines.filter { !$0.hasPrefix(Self.tipMark) }
    }

    init(paths: [String], tips: [GitObjectID] = []) {
        self.paths = paths
        self.tips = tips
    }

    /// - Parameter root: nothing elsewhere is touched.
    func remove(below root: String, packs: String) {
        for path in paths where path.hasPrefix(root) {
            // The index first: a pack without one is nothing to git.
            for ending in path.hasPrefix(packs) ? [".idx", ".pack", ".rev", ".mtimes"] : [""] {
                try? FileManager.default.removeItem(atPath: path + ending)
            }
        }
        try? FileManager.default.removeItem(atPath: Self.file(in: packs))
    }
}
