import ImageModel
import Manifests

/// Writes a reference into the pieces of layered values.
struct HelmAssignment {
    let layers: HelmLayers
    let form: HelmForm

    /// `false` where a piece has no place.
    func assign(_ reference: ImageReference, _ values: inout SiteValues) -> Bool {
        assignName(reference, &values) && assignDigest(reference, &values)
    }

    private func assignName(_ reference: ImageReference, _ values: inout SiteValues) -> Bool {
        guard let site = layers.effective(\.repository), let repository = site.value else { return false }
        let target = reference.repository
        if let current = try? ImageRepository(parsing: HelmRendering(layers).name), current == target { return true }
        guard let registry = layers.registry(), let front = registry.value, !front.isEmpty else {
            values[site.id] = (repository.hasPrefix("oci://") ? "oci://" : "") + target.canonicalName
            return true
        }
        let scheme = front.hasPrefix("oci://") ? "oci://" : ""
        let end = front.hasSuffix("/") ? "/" : ""
        // A registry with a path keeps one, so that what else stands below it keeps its name.
        if front.dropFirst(scheme.count).dropLast(end.count).contains("/"), target.path.hasSuffix("/\(repository)") {
            values[registry.id] = scheme + target.canonicalName.dropLast(repository.count + 1) + end
        } else {
            values[registry.id] = scheme + target.host + end
            values[site.id] = target.path
        }
        return true
    }

    private func assignDigest(_ reference: ImageReference, _ values: inout SiteValues) -> Bool {
        guard let digest = reference.digest?.description else { return false }
        let tag = layers.effective(\.tag)
        switch form {
        case .undecided:
            return false
        case .key:
            guard let site = digestSite else { return false }
            values[site.id] = HelmDigestSpelling.spelled(digest, at: site)
            assignTag(reference, tag, &values)
            return true
        case .tag:
            guard let tag, let name = reference.tag?.name else { return false }
            values[tag.id] = "\(name)@\(digest)"
            return true
        }
    }

    /// Beside a digest of its own the tag is for people: another one is written, and nothing else than a tag.
    private func assignTag(_ reference: ImageReference, _ site: Site?, _ values: inout SiteValues) {
        guard let site else { return }
        let standing = HelmRendering(layers).tag.map { String($0.prefix { $0 != "@" }) }
        if let name = reference.tag?.name, name != standing {
            values[site.id] = name
        } else if let text = site.value, text.contains("@") {
            values[site.id] = String(text.prefix { $0 != "@" })
        } else if let standing, layers.images.contains(where: { $0.tag?.id == site.id && $0.numberTag != nil }) {
            // What it is rendered as, now in quotes: a number no more.
            values[site.id] = standing
        }
    }

    /// The digest key beside the tag that counts; a layer without a tag of its own leaves it to the one below.
    private var digestSite: Site? {
        layers.images.last { $0.tag != nil || $0.digest?.value != nil }?.digest
    }
}
