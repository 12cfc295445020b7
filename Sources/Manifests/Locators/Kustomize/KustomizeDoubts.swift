import YAMLSource

/// What of a kustomization takes an image from elsewhere, so that what is rendered cannot be told.
enum KustomizeDoubts {
    static func all(in root: YAMLNode) -> [KustomizeDoubt] {
        KustomizationLocator.strings(root["configurations"]).map { path in
            KustomizeDoubt(
                kind: nil, name: nil, isOutsideContainers: true,
                message: "configurations has \(path), which may let an images: entry reach this field")
        }
    }
}
