#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Keeps a copy from growing with every fetch and commit: what came in many small packs and loose objects becomes one
/// pack, and what no reference leads to any more, such as the past of a branch that is pushed with force, goes.
///
/// Used while the copy is locked; others may be reading, so that what is superseded goes only after a while.
struct MirrorSpace {
    /// The git directory.
    private let path: String
    private let slack: Int

    static let mostPacks = 24
    /// In one of the 256 folders, as git estimates it (git-gc(1), `gc.auto`).
    static let mostLooseInFolder = 8
    /// Of nobody's use any more after so many seconds: no run takes that long between a fetch and its push.
    static let graceSeconds: Double = 3600

    /// - Parameter slack: bytes by which packs may grow, at the least, before it is looked for what nothing leads to.
    init(_ path: String, slack: Int) {
        self.path = path
        self.slack = slack
    }

    private var packs: String { "\(path)/objects/pack" }
    /// Holds how many bytes the packs had when nothing was in them that no reference led to.
    private var measure: String { "\(packs)/pinnace-measure" }

    /// Makes what room is worth the work, which two folders tell.
    func tidy(_ repository: GitRepository) async throws(GitError) {
        guard !FileManager.default.fileExists(atPath: SupersededObjects.file(in: packs)) else { return }
        if isGrown {
            try await prune(repository)
        } else if indexes().count > Self.mostPacks || names("\(path)/objects/17").count > Self.mostLooseInFolder {
            try await merge(repository)
        }
    }

    /// Twice as large as it has to be, by the last measure: the work is done again only after as much has come.
    private var isGrown: Bool {
        let sizes = indexes().map(size(ofPack:))
        let whole = sizes.reduce(0, +)
        let needed = FileManager.default.contents(atPath: measure).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        return whole > 2 * (needed ?? sizes.max() ?? 0) && whole > slack
    }

    /// The largest pack, nearly always the first fetch, stays as it is.
    private func merge(_ repository: GitRepository) async throws(GitError) {
        let before = indexes()
        let largest = before.max { size(ofPack: $0) < size(ofPack: $1) }
        let small = before.filter { $0 != largest }
        let loose = looseObjects()
        // There already, where a run ended before it could note what that one supersedes.
        guard let new = try await repository.repack(small, loose: loose.map(\.id)) else { return }
        try note(small, loose.map(\.path), except: new)
    }

    private func prune(_ repository: GitRepository) async throws(GitError) {
        let before = indexes()
        let loose = looseObjects()
        let (tips, new) = try await repository.repackReachable()
        let kept = new.map { ["\(packs)/\($0)"] } ?? before
        if let new { try note(before, loose.map(\.path), except: new, tips: tips) }
        // Last: without it the work is done again.
        try? Data("\(kept.map(size(ofPack:)).reduce(0, +))".utf8)
            .write(to: URL(filePath: measure), options: .atomic)
    }

    /// - Parameter new: the name of the index of the pack that the others are in.
    private func note(
        _ indexes: [String], _ loose: [String], except new: String, tips: [GitObjectID] = []
    ) throws(GitError) {
        let paths = indexes.filter { $0 != "\(packs)/\(new)" }.map(Self.pack) + loose
        if !paths.isEmpty { try SupersededObjects(paths: paths, tips: tips).write(to: packs) }
    }

    /// Removes what was superseded long enough ago.
    ///
    /// - Parameter open: the repository; what a reference has come to lead to since is packed first.
    func removeSuperseded(_ open: () async throws(GitError) -> GitRepository) async throws(GitError) {
        guard age(of: SupersededObjects.file(in: packs)) > Self.graceSeconds, let list = SupersededObjects(from: packs)
        else { return }
        if !list.tips.isEmpty { try await open().repackReachable(since: list.tips) }
        list.remove(below: path, packs: packs)
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

    private func indexes() -> [String] { names(packs).filter { $0.hasSuffix(".idx") }.map { "\(packs)/\($0)" } }

    private func names(_ directory: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
    }

    /// Without its ending.
    private static func pack(_ index: String) -> String { String(index.dropLast(".idx".count)) }

    private func size(ofPack index: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: Self.pack(index) + ".pack"))?[.size] as? Int ?? 0
    }

    /// In seconds; none where it is not there.
    private func age(of file: String) -> Double {
        let changed = (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
        return changed.map { -$0.timeIntervalSinceNow } ?? 0
    }
}
