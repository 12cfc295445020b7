import YAMLSource

extension UInt8 {
    fileprivate var isHexDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self | 0x20) }
}

/// What an Argo CD Application gives to kustomize (argoproj.io, `ApplicationSourceKustomize`): it runs `kustomize edit`
/// in the folder, and then builds it.
enum ArgoKustomize {
    static func locate(
        _ kustomize: YAMLNode, of folder: RepositoryPath?, from source: YAMLNode?, _ field: FieldPath,
        _ application: ReleaseObject, _ scan: inout FileScan
    ) {
        let generators = GeneratorParameters(application.node)
        let images = (kustomize["images"]?.items(field.key("images")) ?? []).flatMap { item in
            generators.literals(item.value).compactMap { entry($0, item.path, application) }
        }
        scan.occurrences += images
        let patches = KustomizePatches.occurrences(kustomize, application.file)
        scan.occurrences += patches
        guard let folder else { return }
        var release = KustomizeRelease(
            name: "\(application.file.path): \(application.identity)", file: application.file.path, folder: folder,
            images: images, merging: .sorted)
        release.components = KustomizationLocator.strings(kustomize["components"]).compactMap {
            RepositoryPath($0, in: folder)
        }
        release.hasPatches = !patches.isEmpty
        let revision = source?["targetRevision"]?.resolved.string ?? ""
        release.source = isFixed(revision) ? .fixed : source?["repoURL"]?.resolved.string.map { .url($0) }
        scan.kustomizeReleases.append(release)
    }

    /// A commit, or what looks like a version; a branch moves with what is written to it.
    private static func isFixed(_ revision: String) -> Bool {
        let isCommit = revision.utf8.count == 40 && revision.utf8.allSatisfy(\.isHexDigit)
        let digits = revision.drop { $0 == "v" }
        return isCommit || digits.first?.isNumber == true && digits.contains(".")
    }

    /// `name=new:tag`, `name=new@digest`, `name:tag`, as `kustomize edit set image` takes them.
    private static func entry(
        _ node: YAMLNode, _ field: FieldPath, _ application: ReleaseObject
    ) -> ImageOccurrence? {
        let file = application.file
        guard let text = node.resolved.string, !text.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        let equals = bytes.firstIndex(of: UInt8(ascii: "="))
        let start = equals.map { $0 + 1 } ?? 0
        let slash = bytes[start...].lastIndex(of: UInt8(ascii: "/")) ?? start
        let at = bytes[start...].firstIndex(of: UInt8(ascii: "@"))
        let colon = bytes[slash..<(at ?? bytes.count)].firstIndex(of: UInt8(ascii: ":"))
        let part = { (range: Range<Int>) in range.isEmpty ? nil : file.site(node, part: range, field) }
        let nameEnd = colon ?? at ?? bytes.count
        guard let name = part(0..<(equals ?? nameEnd)) else { return nil }
        return ImageOccurrence(
            file: file.path, object: application.identity, field: field.text, location: name.location,
            parts: .kustomize(
                KustomizeImage(
                    name: name,
                    newName: equals == nil ? nil : part(start..<nameEnd),
                    newTag: colon.flatMap { part(($0 + 1)..<bytes.count) },
                    digest: colon == nil ? at.flatMap { part(($0 + 1)..<bytes.count) } : nil
                )
            ),
            directives: file.directives(at: node)
        )
    }
}
