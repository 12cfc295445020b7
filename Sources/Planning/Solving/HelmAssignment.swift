import ImageModel
import Manifests

/// Writes a reference into the pieces of layered values files.
struct HelmAssignment {
    let layers: [HelmImage]
    let form: HelmForm

    /// `false` where a piece has no place.
    func assign(_ reference: ImageReference, _ values: inout SiteValues) -> Bool {
        assignName(reference, &values) && assignDigest(reference, &values)
    }

    private func assignName(_ reference: ImageReference, _ values: inout SiteValues) -> Bool {
        guard let repository = effective(\.repository) else { return false }
        let rendering = HelmRendering(layers)
        let name = [rendering.registry, rendering.repository].compactMap(\.self).joined(separator: "/")
        if let current = try? ImageRepository(parsing: name), current == reference.repository { return true }
        if let registry = effective(\.registry), registry.value?.isEmpty == false {
            values[registry.id] = reference.repository.host
            values[repository.id] = reference.repository.path
        } else {
            values[repository.id] = reference.repository.canonicalName
        }
        return true
    }

    private func assignDigest(_ reference: ImageReference, _ values: inout SiteValues) -> Bool {
        guard let digest = reference.digest?.description else { return false }
        let tag = effective(\.tag)
        switch form {
        case .undecided:
            return false
        case .key:
            guard let site = digestSite else { return false }
            values[site.id] = digest
            if let tag, let text = tag.value, text.contains("@") { values[tag.id] = String(text.prefix { $0 != "@" }) }
            return true
        case .tag:
            guard let tag, let name = reference.tag?.name else { return false }
            values[tag.id] = "\(name)@\(digest)"
            return true
        }
    }

    /// The digest key beside the tag that counts; a layer without a tag of its own leaves it to the one below.
    private var digestSite: Site? {
        layers.last { $0.tag != nil || $0.digest?.value != nil }?.digest
    }

    private func effective(_ piece: KeyPath<HelmImage, Site?>) -> Site? {
        layers.compactMap { $0[keyPath: piece] }.last { $0.value != nil }
    }
}
