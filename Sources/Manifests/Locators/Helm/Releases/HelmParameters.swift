import YAMLSource

/// Values that are set one by one, by their paths.
struct HelmParameters {
    let file: SourceFile
    let object: ObjectIdentity?
    let layer: String

    private var order: [String] = []
    private var pieces: [String: [String: Site]] = [:]
    private var directives: [String: LineDirectives] = [:]
    private var whole: [ImageOccurrence] = []

    init(file: SourceFile, object: ObjectIdentity?, layer: String) {
        self.file = file
        self.object = object
        self.layer = layer
    }

    mutating func add(_ name: String, _ value: YAMLNode, _ field: FieldPath) {
        let dot = name.lastIndex(of: ".")
        let key = dot.map { String(name[name.index(after: $0)...]) } ?? name
        if HelmValueNames.isImage(key), let text = value.resolved.string, HelmValueNames.hasVersion(text) {
            if let occurrence = file.occurrence(of: value, object: object, field) { whole.append(occurrence) }
            return
        }
        guard let dot, let site = file.site(value, field) else { return }
        let path = String(name[..<dot])
        if pieces[path] == nil { order.append(path) }
        pieces[path, default: [:]][key] = site
        directives[path] = file.directives(at: value)
    }

    var occurrences: [ImageOccurrence] { whole + order.compactMap(occurrence) }

    private func occurrence(_ path: String) -> ImageOccurrence? {
        guard let found = pieces[path] else { return nil }
        let last = path.split(separator: ".").last.map(String.init) ?? path
        let isImage = HelmValueNames.isImage(last)
        let piece = { (names: [String]) in names.lazy.compactMap { found[$0] }.first }
        let repository = piece(isImage ? HelmValueNames.repositories : ["repository"])
        let tag = piece(isImage ? HelmValueNames.tags : ["tag"])
        let digest = piece(isImage ? HelmValueNames.digests : ["digest"])
        let registry = piece(HelmValueNames.registries)
        guard isImage || (repository != nil && tag != nil), let first = tag ?? repository ?? digest ?? registry else {
            return nil
        }
        var image = HelmImage(registry: registry, repository: repository, tag: tag, digest: digest)
        image.path = path
        image.layer = layer
        image.tagPath = HelmValueNames.tags.first { found[$0] != nil }.map { "\(path).\($0)" }
        return ImageOccurrence(
            file: file.path, object: object, field: first.field, location: first.location, parts: .helm(image),
            directives: directives[path] ?? .none)
    }
}
