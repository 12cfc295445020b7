import GitStore
import Manifests

/// What stood in a commit's files, as far as they are looked at, by the ids of folders and blobs.
struct KeptScans: Hashable, Sendable {
    /// From the root on, each before those below it.
    var folders: [KeptFolder] = []
    /// In the order of the folders.
    var entries: [KeptEntry] = []

    /// The tree of the root; `nil` where nothing is kept.
    var tree: GitObjectID? { folders.first?.tree }
}

struct KeptFolder: Hashable, Sendable {
    /// `""` is the root.
    let path: String
    let tree: GitObjectID
    /// Where the entries begin that stand in it or below.
    var first: Int
    var entries = 0
    /// Folders below it, at any depth; they follow it.
    var folders = 0
}

/// A file, or what stands in its place.
struct KeptEntry: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case file, link, submodule
    }

    let path: RepositoryPath
    let blob: GitObjectID
    var kind = Kind.file
    /// `nil` for what is no file, and for what is to be read.
    var scan: FileScan?

    var isUnread: Bool { kind == .file && scan == nil }

    /// What is said of it without looking at what it stands for.
    var finding: Finding? {
        switch kind {
        case .file: nil
        case .link: .link(path)
        case .submodule: .submodule(path)
        }
    }
}
