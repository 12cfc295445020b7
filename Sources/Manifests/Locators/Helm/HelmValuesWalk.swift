import ImageModel
import YAMLSource

/// Finds the images in Helm values, wherever they stand: a file, a part of an object, text in a scalar.
struct HelmValuesWalk {
    let file: SourceFile
    let object: ObjectIdentity?
    /// Where the values stand in the file; empty for a values file.
    let prefix: String
    let layer: String

    private(set) var found: [ImageOccurrence] = []
    private(set) var findings: [Finding] = []
    private var outerRegistry: HelmOuterRegistry?

    /// Values nest a few levels; what libyaml lets through may be deeper.
    private static let deepest = 64

    init(_ file: SourceFile, object: ObjectIdentity? = nil, prefix: String = "", layer: String = "") {
        self.file = file
        self.object = object
        self.prefix = prefix
        self.layer = layer
    }

    /// The images of a whole document of values.
    mutating func walk(_ values: YAMLNode) {
        outerRegistry = HelmOuterRegistry(of: values.resolved)
        walk(values.resolved, FieldPath(), depth: 0, isListItem: false)
    }

    /// `global.imageRegistry` or `global.image.registry`, which most charts put before an image's own registry.
    func globalRegistry(_ values: YAMLNode) -> Site? {
        guard let global = values["global"]?.resolved else { return nil }
        let path = FieldPath("global")
        if let node = global["imageRegistry"], let site = piece(node, path.key("imageRegistry")) { return site }
        guard let image = global["image"]?.resolved, image["repository"] == nil, let node = image["registry"] else {
            return nil
        }
        return piece(node, path.key("image").key("registry"))
    }

    /// - Parameter isTaken: whether the map is an image's own, whose scalars are its pieces: what is left are maps inside.
    private mutating func walk(
        _ node: YAMLNode, _ path: FieldPath, depth: Int, isListItem: Bool, isTaken: Bool = false
    ) {
        guard depth < Self.deepest else { return }
        for (position, element) in node.elements.enumerated()
        where file.aliases.follows(element) {
            if element.resolved.isScalar {
                if !Self.holdsWholeReferences(path) { takeLoose(element, path.index(position)) }
                continue
            }
            walk(element.resolved, path.index(position), depth: depth + 1, isListItem: true)
        }
        for (key, value) in node.entries where !key.isMergeKey {
            guard let name = key.string, file.aliases.follows(value) else { continue }
            let inner = path.key(name)
            let target = value.resolved
            if target.isMapping {
                if !take(map: target, name, inner, in: path) {
                    walk(target, inner, depth: depth + 1, isListItem: false)
                } else if name != "images" {
                    walk(inside: target, inner, depth: depth + 1)
                }
            } else if target.isSequence {
                if name == "images" { takeList(target, inner) }
                walk(target, inner, depth: depth + 1, isListItem: false)
            } else if isTaken {
                continue
            } else if name == "config", target.style.isBlockScalar {
                let settings = RunnerSettings.occurrences(in: value, of: file, object: object, field(inner))
                found += settings
                if settings.isEmpty { takeLoose(value, inner) }
            } else if let stem = HelmValueNames.stem(ofImage: name) {
                take(flat: value, name, stem, in: node, inner, isListItem: isListItem)
            } else if !Self.holdsWholeReferences(path) {
                takeLoose(value, inner)
            }
        }
    }

    /// Images that stand in another's map: `driver: {repository, image, manager: {repository, image}}`. Templates put the outer
    /// one's registry before names that have none: in which way is theirs to say.
    private mutating func walk(inside map: YAMLNode, _ path: FieldPath, depth: Int) {
        let outer = outerRegistry
        if let registry = map["registry"], let site = piece(registry, path), site.value?.isEmpty == false {
            outerRegistry = HelmOuterRegistry(key: path.key("registry").text)
        }
        walk(map, path, depth: depth, isListItem: false, isTaken: true)
        outerRegistry = outer
    }

    /// What stands below `images` was taken with the map or the list.
    private static func holdsWholeReferences(_ path: FieldPath) -> Bool {
        path.text == "images" || path.text.hasSuffix(".images")
    }

    /// A whole reference under a name that says nothing, or images in a text that the chart hands on.
    private mutating func takeLoose(_ value: YAMLNode, _ path: FieldPath) {
        if LooseImage.stands(in: value, under: nil) {
            found += [file.occurrence(of: value, object: object, field(path), kind: .unknownField)].compactMap(\.self)
        } else if value.resolved.style.isBlockScalar
            || value.resolved.valueBytes.first.map("{[".utf8.contains) ?? false,
            !path.text.hasSuffix("description")
        {
            found += LooseText.occurrences(in: value, of: file, object, field(path))
        }
    }

    /// `images: [name:tag]` and `images: {one: name:tag}` hold whole references only.
    private mutating func takeList(_ list: YAMLNode, _ path: FieldPath) {
        for (position, element) in list.elements.enumerated() { takeWhole(element, path.index(position)) }
    }

    private mutating func takeWhole(_ value: YAMLNode, _ path: FieldPath) {
        guard HelmValueNames.canBeName(value), let text = value.resolved.string, HelmValueNames.hasVersion(text) else {
            return
        }
        if let occurrence = file.occurrence(of: value, object: object, field(path)) { found.append(occurrence) }
    }

    /// `fooImage: name:tag`, or `fooImage: name` with its tag beside it.
    private mutating func take(
        flat value: YAMLNode, _ key: String, _ stem: Substring, in map: YAMLNode, _ path: FieldPath, isListItem: Bool
    ) {
        guard HelmValueNames.canBeName(value), let text = value.resolved.string else { return }
        let isContainer = isListItem && key == "image" && map["name"] != nil
        let isTemplate = text.contains("{{") || text.contains("$")
        guard !HelmValueNames.hasVersion(text), !isContainer, !isTemplate else {
            if let occurrence = file.occurrence(of: value, object: object, field(path)) { found.append(occurrence) }
            return
        }
        let tags = HelmValueNames.siblings(of: key, stem, ["tag", "version"])
        let digests = HelmValueNames.siblings(of: key, stem, ["digest", "sha"])
        let registries = HelmValueNames.namesHost(text) ? [] : HelmValueNames.siblings(of: key, stem, ["registry"])
        append(
            piece(registries, map, path.parent), file.site(value, field(path)), piece(tags, map, path.parent),
            piece(digests, map, path.parent),
            at: path, map: map, [value], number: number(tags, map, path.parent))
    }

    /// A map under an image key with any of the pieces, or under another key with a repository and what goes with it.
    private mutating func take(map: YAMLNode, _ key: String, _ path: FieldPath, in outer: FieldPath) -> Bool {
        if key == "images" {
            for (name, value) in map.entries where value.resolved.isScalar {
                guard let name = name.string else { continue }
                takeWhole(value, path.key(name))
            }
            return reportPrefix(map, path)
        }
        let isImage = HelmValueNames.isImage(key)
        let isSplit = !isImage && map["repository"] != nil && Self.isLastName(map["image"]) || Self.splitsHost(map)
        let registry = piece(isSplit ? ["repository"] : HelmValueNames.registries, map, path)
        let names = isSplit ? ["image", "name"] : isImage ? HelmValueNames.repositories : ["repository"]
        let repository = name(names, map, path)
        // Beside a name in two pieces `version` is no chart's; an empty one is what somebody else fills in.
        let isVersion = isSplit && map["version"]?.resolved.valueBytes.isEmpty == false
        let tags = isImage || isVersion ? HelmValueNames.tags : ["tag", "imageTag"]
        let tag = piece(tags, map, path)
        let digest = piece(isImage ? HelmValueNames.digests : ["digest"], map, path)
        let hasCompanion = registry != nil || tag != nil || digest != nil
        if outer.text == "global", key == "image", repository == nil { return true }
        guard isImage ? repository != nil || hasCompanion : repository != nil && hasCompanion else { return false }
        if hasOtherSource(map, repository) { return false }
        if let repository, tag == nil, HelmValueNames.hasVersion(repository.value ?? "") {
            found.append(whole(repository, path, map))
            return true
        }
        if reportAccount(registry, repository) { return true }
        append(
            registry, repository, tag, digest, at: path, map: map, map.entries.map(\.value),
            number: number(tags, map, path))
        return true
    }

    /// `repository: host/path` and `image: name`: the last segment stands apart.
    private static func isLastName(_ node: YAMLNode?) -> Bool {
        guard let node, HelmValueNames.canBeName(node) else { return false }
        return node.resolved.valueBytes.allSatisfy { !"/:@{".utf8.contains($0) }
    }

    /// `repository: ghcr.io` and `image: team/app`: the host stands apart.
    private static func splitsHost(_ map: YAMLNode) -> Bool {
        guard map["registry"] == nil, let host = map["repository"]?.resolved.string, HelmValueNames.isHost(host),
            let name = map["image"] ?? map["name"]
        else { return false }
        return HelmValueNames.canBeName(name)
    }

    /// A repository that is a URL makes the map one of a chart or of sources.
    private func hasOtherSource(_ map: YAMLNode, _ repository: Site?) -> Bool {
        repository == nil
            && map["repository"]?.resolved.string.map { $0.contains("://") || $0.hasPrefix("git@") } == true
    }

    /// `images: {repository, tag}` is what many names have in common.
    private mutating func reportPrefix(_ map: YAMLNode, _ path: FieldPath) -> Bool {
        guard let repository = map["repository"]?.resolved, repository.isScalar else { return false }
        findings.append(
            Finding(
                file: file.path, location: repository.location, reason: .templated,
                message: "\(path.text).repository is put in front of the names of several images by the templates"))
        return true
    }

    /// `registry: quay.io` and `repository: strimzi`: all repositories there have two names, so that this is the first of one.
    private mutating func reportAccount(_ registry: Site?, _ repository: Site?) -> Bool {
        guard let host = registry?.value, ["quay.io", "ghcr.io"].contains(host), let repository,
            let name = repository.value, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
        else { return false }
        findings.append(
            Finding(
                file: file.path, location: repository.location, reason: .templated,
                message: "\(host)/\(name) is no repository: the templates put the image's name behind it"))
        return true
    }

    private func whole(_ site: Site, _ path: FieldPath, _ map: YAMLNode) -> ImageOccurrence {
        ImageOccurrence(
            file: file.path, object: object, field: field(path).text, location: site.location, parts: .whole(site),
            directives: directives(at: map, []))
    }

    private func piece(_ names: [String], _ map: YAMLNode, _ path: FieldPath) -> Site? {
        for name in names {
            if let node = map[name], let site = piece(node, path.key(name)) { return site }
        }
        return nil
    }

    /// What Helm prints for a tag without quotes that is a number, where that is another text.
    private mutating func number(_ names: [String], _ map: YAMLNode, _ path: FieldPath) -> String? {
        for name in names {
            guard let node = map[name], piece(node, path.key(name)) != nil else { continue }
            guard let text = HelmNumber.printed(node) else { return nil }
            findings.append(
                Finding(
                    file: file.path, location: file.site(node, path)?.location, reason: .numberTag,
                    message:
                        "\(field(path.key(name)).text) is '\(node.resolved.string ?? "")' without quotes, a number that "
                        + "Helm renders as '\(text)': put quotes around it if the tag is meant as it stands there"))
            return text
        }
        return nil
    }

    private func name(_ names: [String], _ map: YAMLNode, _ path: FieldPath) -> Site? {
        for name in names {
            if let node = map[name], HelmValueNames.canBeName(node) { return file.site(node, field(path.key(name))) }
        }
        return nil
    }

    /// A null is a key that is not there; so is what is no text of its own.
    private func piece(_ node: YAMLNode, _ path: FieldPath) -> Site? {
        let scalar = node.resolved
        guard scalar.isScalar, scalar.scalarType != .bool, !scalar.isNull || !scalar.range.isEmpty else { return nil }
        guard scalar.string?.contains("://") != true else { return nil }
        return scalar.isNull ? nil : file.site(node, field(path))
    }

    private mutating func append(
        _ registry: Site?, _ repository: Site?, _ tag: Site?, _ digest: Site?, at path: FieldPath, map: YAMLNode,
        _ values: [YAMLNode], number: String?
    ) {
        let place = digest ?? tag.flatMap { file.insertion(of: Self.digestKey($0), after: $0, in: map, field(path)) }
        var image = HelmImage(registry: registry, repository: repository, tag: tag, digest: place)
        image.path = path.text
        image.layer = layer
        image.numberTag = number
        image.removesDigest = HelmValueNames.digests.contains { key in
            map[key]?.resolved.isNull == true && map[key]?.resolved.range.isEmpty == false
        }
        image.outerRegistry = outerRegistry?.key(before: repository)
        image.tagPath = tag.map { prefix.isEmpty ? $0.field : String($0.field.dropFirst(prefix.count + 1)) }
        guard let first = tag ?? repository ?? registry ?? digest else { return }
        found.append(
            ImageOccurrence(
                file: file.path, object: object, field: field(path).text, location: first.location,
                parts: .helm(image), directives: directives(at: map, values)))
    }

    /// `digest` beside `tag`, `fooImageDigest` beside `fooImageTag`.
    private static func digestKey(_ tag: Site) -> String {
        let key = tag.field.split(separator: ".").last ?? ""
        if key.hasSuffix("Tag") { return "\(key.dropLast(3))Digest" }
        return key.hasSuffix("_tag") ? "\(key.dropLast(4))_digest" : "digest"
    }

    private func field(_ path: FieldPath) -> FieldPath {
        prefix.isEmpty ? path : FieldPath("\(prefix).\(path.text)")
    }

    private func directives(at map: YAMLNode, _ values: [YAMLNode]) -> LineDirectives {
        var directives = LineDirectives()
        if values.count != 1, let key = map.entryKey {
            for comment in key.commentsAbove { directives.read(comment: comment.text) }
            if let comment = key.trailingComment { directives.read(comment: comment.text) }
        }
        for value in values where value.isScalar {
            if values.count == 1 {
                for comment in value.commentsAbove { directives.read(comment: comment.text) }
            }
            if let comment = value.trailingComment { directives.read(comment: comment.text) }
        }
        return directives
    }
}
