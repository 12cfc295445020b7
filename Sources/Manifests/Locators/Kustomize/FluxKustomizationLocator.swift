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
