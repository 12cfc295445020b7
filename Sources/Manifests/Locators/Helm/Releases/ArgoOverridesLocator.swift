import YAMLSource

/// `.argocd-source.yaml` and `.argocd-source-NAME.yaml`: what Argo CD lays over the source of an Application that points to
/// this folder, and what its Image Updater writes (Argo CD, "Store Overrides In Git").
struct ArgoOverridesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML && path.isNamed(".argocd-source") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first, root.isMapping else { return }
        let identity = ObjectIdentity(
            apiVersion: "argoproj.io/v1alpha1", kind: "ApplicationSource", namespace: nil, name: nil)
        ArgoApplication.locate(overrides: ReleaseObject(node: root, identity: identity, file: file), &scan)
    }
}
