import ImageModel

/// Names that a repository gives a meaning of its own: what is written like an image there is none of a registry.
package struct OwnNames: Hashable, Sendable {
    /// Build contexts that are folders, stages or other targets (Docker, "Additional contexts").
    private var contexts: Set<String> = []
    /// Images that are built here. Nobody but Docker's own library can push a name without a path to Docker Hub, so that
    /// only those are taken for what is built.
    private var images: Set<String> = []
    /// Variables that something is put in front of: `"${var.registry}/${each.value.image}"`.
    private var suffixes: Set<String> = []

    package init() {}

    var isEmpty: Bool { contexts.isEmpty && images.isEmpty && suffixes.isEmpty }

    mutating func formUnion(_ other: OwnNames) {
        contexts.formUnion(other.contexts)
        images.formUnion(other.images)
        suffixes.formUnion(other.suffixes)
    }

    /// A context that stands for another image leaves the name an image's for all who are built without it.
    mutating func add(context name: String, _ value: String?) {
        guard let value, !value.hasPrefix("docker-image://"), !name.isEmpty else { return }
        contexts.insert(Self.plain(name))
    }

    /// `name=value`, as on command lines and in lists.
    mutating func add(context assignment: String?) {
        guard let assignment, let equals = assignment.firstIndex(of: "=") else { return }
        add(context: String(assignment[..<equals]), String(assignment[assignment.index(after: equals)...]))
    }

    mutating func add(image: String) {
        guard Self.isLocal(image), (try? ImageReference(parsing: image)) != nil else { return }
        images.insert(Self.plain(image))
    }

    mutating func add(suffix variable: String) { suffixes.insert(variable) }

    /// The files without what has another meaning where they stand: what a file says counts in its folder and below.
    static func told(in scans: [FileScan]) -> [FileScan] {
        var names: [Substring: OwnNames] = [:]
        for scan in scans where !scan.ownNames.isEmpty {
            names[folder(scan.file.string[...]), default: OwnNames()].formUnion(scan.ownNames)
        }
        return names.isEmpty ? scans : scans.map { told($0, names) }
    }

    private static func told(_ scan: FileScan, _ names: [Substring: OwnNames]) -> FileScan {
        // What an overlay's entries speak of is planned with them.
        guard scan.kustomization == nil, scan.occurrences.contains(where: { $0.object == nil }) else { return scan }
        var scan = scan
        var path = scan.file.string[...]
        while !path.isEmpty {
            path = folder(path)
            if let own = names[path] { scan.occurrences = scan.occurrences.compactMap(own.told) }
        }
        return scan
    }

    private static func folder(_ path: Substring) -> Substring {
        path.lastIndex(of: "/").map { path[..<$0] } ?? path[..<path.startIndex]
    }

    private func told(_ occurrence: ImageOccurrence) -> ImageOccurrence? {
        guard occurrence.object == nil, case .whole(let site) = occurrence.parts, let text = site.value else {
            return occurrence
        }
        let name = Self.plain(text)
        if images.contains(name) { return nil }
        if contexts.contains(name), DockerfileReader.isSource(occurrence.field) { return nil }
        return isSuffix(text, of: occurrence) ? occurrence.of(.unknownField) : occurrence
    }

    private func isSuffix(_ text: String, of occurrence: ImageOccurrence) -> Bool {
        guard !suffixes.isEmpty, occurrence.file.ends(with: ".tfvars"), occurrence.kind == .field,
            !HelmValueNames.namesHost(text)
        else { return false }
        let keys = occurrence.field.split(separator: ".").map(String.init)
        return keys.last.map(suffixes.contains) ?? false
    }

    /// `app:latest` and `app` are one (BuildKit and Docker alike).
    private static func plain(_ name: String) -> String {
        name.hasSuffix(":latest") ? String(name.dropLast(7)) : name
    }

    private static func isLocal(_ image: String) -> Bool { !image.utf8.contains { "/@$".utf8.contains($0) } }
}
