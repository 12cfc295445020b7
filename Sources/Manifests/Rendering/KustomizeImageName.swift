/// A reference as kustomize takes it apart: text, without any normalisation (kustomize, `api/internal/image`).
struct KustomizeImageName: Hashable {
    var name: String
    var tag: String?
    var digest: String?

    init(_ text: String) {
        let slash = text.firstIndex(of: "/") ?? text.startIndex
        let search = text[slash...]
        let at = search.firstIndex(of: "@")
        let colon = search.firstIndex(of: ":")
        digest = at.map { String(text[text.index(after: $0)...]) }
        guard let colon, at.map({ colon < $0 }) ?? true else {
            name = String(text[..<(at ?? text.endIndex)])
            return
        }
        name = String(text[..<colon])
        tag = String(text[text.index(after: colon)..<(at ?? text.endIndex)])
    }

    var text: String {
        name + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }

    /// Sets what an entry sets. A tag or a digest replaces both that stood there (kustomize 5, `imagetag/updater.go`).
    mutating func apply(newName: String?, newTag: String?, digest newDigest: String?) {
        if let newName { name = newName }
        guard newTag != nil || newDigest != nil else { return }
        tag = newTag
        digest = newDigest
    }
}

extension RenderFormula {
    /// The part of a reference that kustomize compares with an entry's `name`.
    package static func name(in text: String) -> String { KustomizeImageName(text).name }
}
