#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Keeps a copy from growing with every fetch and commit: what came in many small packs and loose objects becomes one
/// pack. Used while the copy is locked; others may be reading, so that what is superseded goes only after a while.
struct MirrorSpace {
    /// The git directory.
    private let path: String

    static let mostPacks = 24
    /// In one of the 256 folders, as git estimates it (git-gc(1), `gc.auto`).
    static let mostLooseInFolder = 8
    /// Of nobody's use any more after so many seconds: no run takes that long between a fetch and its push.
    static let graceSeconds: Double = 3600

    init(_ path: String) {
        self.path = path
    }

    private var packs: String { "\(path)/objects/pack" }
    private var superseded: String { "\(packs)/pinnace-superseded" }

    /// Whether it is worth the work. Looks at two folders.
    var isWanted: Bool {
        guard !FileManager.default.fileExists(atPath: superseded) else { return false }
        return names(packs).count { $0.hasSuffix(".idx") } > Self.mostPacks
            || names("\(path)/objects/17").count > Self.mostLooseInFolder
    }

    /// The largest pack, nearly always the first fetch, stays as it is.
    func tidy(_ repository: GitRepository) async throws(GitError) {
        let indexes = names(packs).filter { $0.hasSuffix(".idx") }.map { "\(packs)/\($0)" }
        let largest = indexes.max { size(ofPack: $0) < size(ofPack: $1) }
        let small = indexes.filter { $0 != largest }
        let loose = looseObjects()
        try await repository.repack(small, loose: loose.map(\.id))
        let new = Set(names(packs).filter { $0.hasSuffix(".idx") }.map { "\(packs)/\($0)" }).subtracting(indexes)
        // The same objects make the same name.
        guard !new.isEmpty else { return }
        let gone = small.map { String($0.dropLast(".idx".count)) } + loose.map(\.path)
        _ = FileManager.default.createFile(
            atPath: superseded, contents: Data(gone.joined(separator: "\n").utf8))
    }

    /// Removes what was superseded long enough ago.
    func removeSuperseded() {
        guard age(of: superseded) > Self.graceSeconds, let list = FileManager.default.contents(atPath: superseded)
        else {
            return
        }
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") where line.hasPrefix(path) {
            let isPack = line.hasPrefix(packs)
            // The index first: a pack without one is nothing to git.
            for ending in isPack ? [".idx", ".pack", ".rev", ".mtimes"] : [""] {
                try? FileManager.default.removeItem(atPath: line + ending)
            }
        }
        try? FileManager.default.removeItem(atPath: superseded)
    }

    /// Those that nobody is just writing.
    private func looseObjects() -> [(id: GitObjectID, path: String)] {
        var found: [(id: GitObjectID, path: String)] = []
        for folder in names("\(path)/objects") where folder.utf8.count == 2 {
            for name in names("\(path)/objects/\(folder)") {
                let file = "\(path)/objects/\(folder)/\(name)"
                if let id = GitObjectID(folder + name), age(of: file) > Self.graceSeconds { found.append((id, file)) }
            }
        }
        return found
    }

    private func names(_ directory: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
    }

    private func size(ofPack index: String) -> Int {
        let pack = index.dropLast(".idx".count) + ".pack"
        return (try? FileManager.default.attributesOfItem(atPath: String(pack)))?[.size] as? Int ?? 0
    }

    /// In seconds; none where it is not there.
    private func age(of file: String) -> Double {
        let changed = (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
        return changed.map { -$0.timeIntervalSinceNow } ?? 0
    }
}
