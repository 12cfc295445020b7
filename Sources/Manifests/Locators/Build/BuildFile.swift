import ImageModel
import YAMLSource

/// Collects the images of one file that a build or a pipeline is described in.
struct BuildFile {
    let file: SourceFile
    private var found: [ImageOccurrence] = []
    private var findings: [Finding] = []
    private var names = OwnNames()

    init(_ file: SourceFile) {
        self.file = file
    }

    func report(to scan: inout FileScan) {
        scan.occurrences += found
        scan.findings += findings
        if !names.isEmpty { scan.ownNames.formUnion(names) }
    }

    /// An image that is written as a string, or as a mapping that has the string under a key.
    ///
    /// - Parameter pinnedName: why another repository would be another thing for those who use it.
    mutating func add(
        _ node: YAMLNode?, or key: String, _ field: FieldPath, on platforms: [Platform] = [], pinnedName: String? = nil
    ) {
        guard let node else { return }
        if node.resolved.isMapping {
            add(node[key], field.key(key), on: platforms, pinnedName: pinnedName)
        } else {
            add(node, field, on: platforms, pinnedName: pinnedName)
        }
    }

    mutating func add(
        _ node: YAMLNode?, _ field: FieldPath, on platforms: [Platform] = [], pinnedName: String? = nil
    ) {
        guard let node, node.resolved.isScalar, !node.resolved.isNull else { return }
        var occurrence = file.occurrence(of: node, object: nil, field)
        occurrence?.pinnedName = pinnedName
        append(occurrence, on: platforms)
    }

    /// An image behind a scheme, as in `docker://alpine:3`; what has another scheme, or none, is no image here.
    mutating func add(_ node: YAMLNode?, behind scheme: StaticString, _ field: FieldPath) {
        guard let value = node?.resolved, value.hasPrefix(scheme) else { return }
        add(value, part: scheme.utf8CodeUnitCount..<value.valueBytes.count, field)
    }

    /// An image that a variable may replace, `${IMAGE:-alpine:3}`: the default is what stands there.
    mutating func add(orDefault node: YAMLNode?, _ field: FieldPath, on platforms: [Platform] = []) {
        guard let node, let fallback = DockerfileVariable(node.resolved.valueBytes)?.fallback, !fallback.isEmpty else {
            return add(node, field, on: platforms)
        }
        add(node, part: node.resolved.valueBytes.offsets(of: fallback), field, on: platforms)
    }

    mutating func add(dockerfile node: YAMLNode?, _ field: FieldPath) {
        guard let node else { return }
        found += EmbeddedDockerfile.occurrences(in: node, of: file, object: nil, field)
    }

    /// Bytes of a scalar's value.
    mutating func add(
        _ node: YAMLNode, part: Range<Int>, _ field: FieldPath, kind: OccurrenceKind = .field,
        on platforms: [Platform] = []
    ) {
        guard !part.isEmpty, let site = Self.site(node.resolved, part, field, of: file.path) else { return }
        append(
            ImageOccurrence(
                file: file.path, object: nil, field: field.text, location: site.location, parts: .whole(site),
                directives: file.directives(at: node), kind: kind),
            on: platforms)
    }

    /// What looks like an image where nothing says so: an input of a step, a parameter's default.
    ///
    /// - Parameter key: what it is called, where that is not the key that it stands under.
    mutating func addLoose(_ node: YAMLNode?, under key: YAMLNode? = nil, _ field: FieldPath) {
        guard let node, node.resolved.isScalar, LooseImage.stands(in: node, under: key ?? node.entryKey) else { return }
        append(file.occurrence(of: node, object: nil, field, kind: .unknownField), on: [])
    }

    /// The images of a list that is one text: a line each, or with blanks or commas between.
    mutating func addList(_ node: YAMLNode?, _ field: FieldPath) {
        guard let list = node?.resolved, list.isScalar else { return }
        let bytes = list.valueBytes
        let words = Self.words(bytes)
        guard words.count > 1, words.count <= Self.mostReferences else { return }
        for (position, word) in words.enumerated() where LooseImage.isImage(bytes[word]) {
            add(list, part: bytes.offsets(of: word), field.index(position), kind: .unknownField)
        }
    }

    /// What is built here, and the contexts that it is built with: lines of a text.
    mutating func add(built node: YAMLNode?, contexts: YAMLNode?) {
        for line in node?.resolved.string?.split(whereSeparator: { "\n, ".contains($0) }) ?? [] {
            names.add(image: String(line))
        }
        for line in contexts?.resolved.string?.split(whereSeparator: { "\n ".contains($0) }) ?? [] {
            names.add(context: String(line))
        }
    }

    /// Options of a driver, a line each: `image=moby/buildkit:v0.21`.
    mutating func addDriverOptions(_ node: YAMLNode, _ field: FieldPath) {
        guard node.resolved.isScalar else { return }
        let bytes = node.resolved.valueBytes
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == UInt8(ascii: ",") }) {
            let code = line.drop { $0 == 0x20 }
            guard code.starts(with: "image=".utf8) else { continue }
            let value = code.dropFirst(6).prefix { $0 > 0x20 }
            guard LooseImage.isImage(value) else { continue }
            return add(node, part: bytes.offsets(of: value.indices), field)
        }
    }

    /// What stands between blanks and commas; a `${{ … }}` may hold both.
    private static func words(_ bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = bytes.startIndex
        var offset = start
        while offset < bytes.endIndex {
            if bytes[offset] <= 0x20 || bytes[offset] == UInt8(ascii: ",") {
                if start < offset { words.append(start..<offset) }
                start = offset + 1
            }
            offset = max(TemplateSpan.end(at: offset, in: bytes) ?? 0, offset + 1)
        }
        return start < bytes.endIndex ? words + [start..<bytes.endIndex] : words
    }

    /// Images on the command lines of a script: a string with lines, or a list of such strings, however deep.
    mutating func addCommands(_ node: YAMLNode?, _ field: FieldPath) {
        guard let alias = node, file.aliases.follows(alias) else { return }
        let node = alias.resolved
        for (item, path) in node.items(field) { addCommands(item, path) }
        guard node.isScalar else { return }
        let value = node.valueBytes
        names.formUnion(BuildNames.names(in: value))
        let ranges = CommandLineReferences.ranges(in: value)
        if ranges.count > Self.mostReferences { reportLimit(ranges.count, node, field) }
        for (position, range) in ranges.prefix(Self.mostReferences).enumerated() {
            let part = value.offsets(of: range)
            add(node, part: part, position == 0 ? field : field.index(position), kind: .commandLine)
        }
    }

    /// Each place in a block of text costs a pass over it; what people write stays far below this.
    private static let mostReferences = 200

    private mutating func reportLimit(_ count: Int, _ node: YAMLNode, _ field: FieldPath) {
        findings.append(
            Finding(
                file: file.path, location: node.location, reason: .limitReached,
                message: "\(field.text) names \(count) images; the first \(Self.mostReferences) are looked at: "
                    + "put the rest in a script of its own"))
    }

    private static func site(
        _ scalar: YAMLNode, _ part: Range<Int>, _ field: FieldPath, of path: RepositoryPath
    ) -> Site? {
        guard scalar.isScalar, part.upperBound <= scalar.valueBytes.count else { return nil }
        let extent = scalar.sourceRange(ofValue: part) ?? scalar.range
        let value = scalar.valueBytes.dropFirst(part.lowerBound).prefix(part.count)
        return Site(
            id: SiteID(file: path, address: .part(scalar.index, part)), field: field.text,
            location: scalar.stream.location(of: extent.lowerBound), value: String(decoding: value, as: UTF8.self),
            extent: extent)
    }

    private mutating func append(_ occurrence: ImageOccurrence?, on platforms: [Platform]) {
        guard var occurrence else { return }
        occurrence.platforms = platforms
        found.append(occurrence)
    }
}

extension YAMLNode {
    /// A mapping's own entries that have strings as keys, and where each stands.
    func fields(_ path: FieldPath) -> [(name: String, value: YAMLNode, path: FieldPath)] {
        resolved.entries.compactMap { key, value in
            guard !key.isMergeKey, let name = key.resolved.string else { return nil }
            return (name, value, path.key(name))
        }
    }

    /// A sequence's elements, and where each stands.
    func items(_ path: FieldPath) -> [(value: YAMLNode, path: FieldPath)] {
        resolved.elements.enumerated().map { ($1, path.index($0)) }
    }
}
