import YAMLSource

/// A registry that stands once in a chart's values, and that its templates put before the names of images that have none:
/// `imageRegistry: quay.io`. In which way is the templates' to say, so that such a name is no image of Docker Hub's.
struct HelmOuterRegistry {
    private static let keys = [
        "imageRegistry", "imageNamespace", "defaultRegistry", "defaultImageRegistry", "containerRegistry",
        "dockerRegistry", "registry", "image_registry", "hub",
    ]
    /// Maps that charts keep it in; below the last one Istio's charts have their values.
    private static let maps = [[], ["global"], ["docker"], ["_internal_defaults_do_not_set", "global"]]

    /// Its path in the values.
    private let key: String
    /// Whether nothing is set: the templates choose one, and only names like `agent` are surely none of Docker Hub's.
    private let isChosen: Bool
    /// Whether it goes before a name with a `/` as well.
    private let isForPaths: Bool

    /// One that is known to go before every name.
    init(key: String) {
        self.key = key
        isChosen = false
        isForPaths = true
    }

    init?(of values: YAMLNode) {
        for names in Self.maps {
            guard let map = names.reduce(values, { $0?[$1]?.resolved }) else { continue }
            let path = names.last.map { "\($0)." } ?? ""
            // `global.imageRegistry` is read as a piece of each image.
            for key in Self.keys where path.isEmpty || key != "imageRegistry" {
                guard let node = map[key]?.resolved, node.isScalar, node.isNull || node.string?.isEmpty == false else {
                    continue
                }
                self.key = path + key
                isChosen = node.isNull
                isForPaths = key != "hub"
                return
            }
        }
        return nil
    }

    /// The key, if it goes before this name as it stands in an image without a registry of its own.
    func key(before repository: Site?) -> String? {
        if !isForPaths, repository?.value?.contains("/") == true { return nil }
        guard isChosen else { return key }
        guard let repository, repository.field.hasSuffix(".name") else { return nil }
        return repository.value?.contains("/") == true ? nil : key
    }
}
