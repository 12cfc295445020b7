package import ImageModel
package import YAMLSource

/// A place in a file where an image is named.
///
/// One word in size, as it goes from scan to plan through many hands.
package struct ImageOccurrence: Hashable, Sendable {
    private var contents: CopyOnWrite<Contents>

    package init(
        file: RepositoryPath,
        object: ObjectIdentity?,
        field: String,
        location: SourceLocation,
        parts: ImageParts,
        directives: LineDirectives,
        kind: OccurrenceKind = .field
    ) {
        contents = CopyOnWrite(
            Contents(
                file: file, object: object, field: field, location: location, parts: parts, kind: kind,
                directives: directives))
    }

    private struct Contents: Hashable {
        let file: RepositoryPath
        let object: ObjectIdentity?
        let field: String
        let location: SourceLocation
        var parts: ImageParts
        var kind: OccurrenceKind
        var directives: LineDirectives
        var platforms: [Platform] = []
        var nodes: NodeChoice?
        var element: String?
        var pinnedName: String?
    }
}

extension ImageOccurrence {
    package var file: RepositoryPath { contents.value.file }
    package var object: ObjectIdentity? { contents.value.object }
    /// The path of the whole: `spec.containers[0].image`, `image` of a values file, `images[0]` of a kustomization.
    package var field: String { contents.value.field }
    package var location: SourceLocation { contents.value.location }
    package var parts: ImageParts { contents.value.parts }
    /// What kind of place it is.
    package var kind: OccurrenceKind { contents.value.kind }
    package var directives: LineDirectives {
        get { contents.value.directives }
        _modify { yield &contents.value.directives }
    }
    /// What the file itself says that the image has to run on, besides what the configuration requires.
    package var platforms: [Platform] {
        get { contents.value.platforms }
        _modify { yield &contents.value.platforms }
    }
    /// The nodes that its pod chooses; `nil` for any.
    package var nodes: NodeChoice? {
        get { contents.value.nodes }
        _modify { yield &contents.value.nodes }
    }
    /// The `name` of the container that it stands in.
    package var element: String? {
        get { contents.value.element }
        _modify { yield &contents.value.element }
    }
    /// Why the image cannot be taken from another repository here, though it can be pinned where it is.
    package var pinnedName: String? {
        get { contents.value.pinnedName }
        _modify { yield &contents.value.pinnedName }
    }

    /// Puts another value into the one place that holds it all.
    mutating func setValue(_ value: String, of site: Site) {
        contents.value.parts = .whole(
            Site(id: site.id, field: site.field, location: site.location, value: value, extent: site.extent))
    }

    /// The same place as a field whose meaning is an image.
    var asField: ImageOccurrence { of(.field) }

    /// The same place as another kind of one.
    func of(_ kind: OccurrenceKind) -> ImageOccurrence {
        var copy = self
        copy.contents.value.kind = kind
        return copy
    }
}

/// What kind of place names an image: some are written only where the configuration says so.
package enum OccurrenceKind: String, Hashable, Sendable, CaseIterable {
    /// A field whose meaning is an image.
    case field
    /// A command line: in a script, a Makefile, a build step or a container's arguments.
    case commandLine = "command-line"
    /// A field that looks like an image's and is no locator's.
    case unknownField = "unknown-field"
    /// An artifact of a registry that is no image: a chart, or a feature of a development container.
    case artifact
}

/// How a reference is written down in its kind of file.
///
/// Indirect, as a value is copied from scan to plan many times, and the largest case would set the size of all.
package indirect enum ImageParts: Hashable, Sendable {
    /// One place holds it all.
    case whole(Site)
    /// A Helm values file: each piece a key of its own.
    case helm(HelmImage)
    /// An entry of a kustomization's `images:`.
    case kustomize(KustomizeImage)
}

/// The pieces of an image in Helm values. A layered file may hold only some of them.
package struct HelmImage: Hashable, Sendable {
    package let registry: Site?
    package let repository: Site?
    package let tag: Site?
    /// The digest key that stands there, or the place below the tag where one could.
    package let digest: Site?
    /// The path inside the values: `sidecar.image`.
    package var path = ""
    /// The path of its tag: `sidecar.image.tag`.
    package var tagPath: String?
    /// What the tag is rendered as where it is a number that is printed otherwise than it is written.
    package var numberTag: String?
    /// The values that it stands in, where a file holds several: those of one release.
    package var layer = ""
    /// A key at the top of the values that says from where images come that name no registry: `imageRegistry`.
    package var outerRegistry: String?
    /// `digest: null`: Helm takes away the key that the values below have.
    var removesDigest = false

    package init(registry: Site?, repository: Site?, tag: Site?, digest: Site?) {
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.digest = digest
    }
}

extension HelmImage {
    /// Whether its keys stand there without a value: what they stand for is another image's.
    var isBlank: Bool {
        [registry, repository, tag, digest].allSatisfy { $0?.value?.isEmpty ?? true } && numberTag == nil
    }
}

/// An entry of `images:`; keys that do not stand there are places where they could.
package struct KustomizeImage: Hashable, Sendable {
    package let name: Site
    package let newName: Site?
    package let newTag: Site?
    package let digest: Site?
    /// What is put behind a tag that the entry does not set itself; `nil` where the key does not stand there.
    package let tagSuffix: Site?

    package init(name: Site, newName: Site?, newTag: Site?, digest: Site?, tagSuffix: Site? = nil) {
        self.name = name
        self.newName = newName
        self.newTag = newTag
        self.digest = digest
        self.tagSuffix = tagSuffix
    }
}

extension ImageParts {
    /// The scalars of the occurrence itself, and the places where keys could be added.
    package var sites: [Site] {
        switch self {
        case .whole(let site): [site]
        case .helm(let image): [image.registry, image.repository, image.tag, image.digest].compactMap(\.self)
        case .kustomize(let entry): entry.sites
        }
    }
}

extension [ImageOccurrence] {
    /// As `+=`, without a copy where there was nothing before. Most files hold one occurrence, and it is handed on from
    /// its container to its file.
    mutating func put(_ others: [ImageOccurrence]) {
        if isEmpty { self = others } else { self += others }
    }
}
