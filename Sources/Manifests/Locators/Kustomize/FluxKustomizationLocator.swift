import YAMLSource

/// Flux's Kustomization, whose `spec.images` are kustomize's entries (kustomize.toolkit.fluxcd.io).
struct FluxKustomizationLocator: ObjectLocator {
    func claims(_ identity: ObjectIdentity) -> Bool {
        identity.kind == "Kustomization" && identity.group == "kustomize.toolkit.fluxcd.io"
    }

    func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        KustomizeEntries.images(object["spec"]?["images"], file, identity, field.key("spec").key("images"))
    }
}

/// The same in a file of its own: what it builds, besides.
enum FluxKustomization {
    static func locate(_ object: ReleaseObject, _ scan: inout FileScan) {
        guard let spec = object.node["spec"]?.resolved else { return }
        let images = KustomizeEntries.images(spec["images"], object.file, object.identity, FieldPath("spec.images"))
        scan.occurrences += images
        let patches = KustomizePatches.occurrences(spec, object.file)
        scan.occurrences += patches
        let source = spec["sourceRef"]?.resolved
        guard source.map({ $0["kind"]?.resolved.string == "GitRepository" }) ?? true,
            let folder = RepositoryPath((spec["path"]?.resolved.string ?? "").drop { $0 == "/" })
        else { return }
        var release = KustomizeRelease(
            name: "\(object.file.path): \(object.identity)", file: object.file.path, folder: folder, images: images,
            merging: .inPlace)
        release.components = KustomizationLocator.strings(spec["components"]).compactMap {
            RepositoryPath($0, in: folder)
        }
        release.hasPatches = !patches.isEmpty
        release.source = source?["name"]?.resolved.string.map { .flux($0) }
        scan.kustomizeReleases.append(release)
    }
}
