import ImageModel
import Manifests
import Planning

/// What a commit tells of a plan's changes.
struct CommitMessageData {
    private let changes: [PlannedReference]
    /// By what they become.
    private let images: [String: [PlannedReference]]

    init(_ changes: [PlannedReference]) {
        self.changes = changes
        images = Dictionary(grouping: changes) { $0.to ?? "" }
    }

    func text(_ field: PlanTemplate.Field) -> String {
        switch field {
        case .changes: "\(changes.count)"
        case .images: "\(images.count)"
        case .files: "\(files)"
        case .names: names
        case .details: details
        }
    }

    /// Where no template says another.
    var subject: String {
        let place = "in \(files.counted("file"))"
        guard images.count == 1, let to = images.keys.first, let name = Self.name(to) else {
            return "Pin \(images.count) images \(place)"
        }
        return "Pin \(name) \(place)"
    }

    /// One paragraph an image.
    var details: String {
        images.sorted { $0.key < $1.key }.map { Self.paragraph($0.value) }.joined(separator: "\n\n")
    }

    private var files: Int { Set(changes.flatMap(\.edits).map(\.site.id.file)).count }

    private var names: String {
        Set(images.keys.map { Self.name($0) ?? $0 }).sorted().joined(separator: ", ")
    }

    /// The last part of a name, and the tag.
    private static func name(_ text: String) -> String? {
        guard let reference = try? ImageReference(parsing: text) else { return nil }
        let name = reference.repository.path.split(separator: "/").last ?? ""
        return "\(name)\(reference.tag.map { ":\($0)" } ?? "")"
    }

    /// One image: what it was, what it is, where it runs, whether it is the same, and who uses it.
    private static func paragraph(_ references: [PlannedReference]) -> String {
        guard let first = references.first else { return "" }
        var lines = Set(references.map(\.from)).sorted().map { "from \($0.printable())" }
        lines.append("  to \((first.to ?? "").printable())")
        if !first.platforms.isEmpty {
            lines.append("  on \(first.platforms.map(\.description).joined(separator: ", "))")
        }
        for policy in Set(references.compactMap(\.follow)).sorted() { lines.append("  follows \(policy.printable())") }
        if let source = first.source { lines.append("  \(identity(source))") }
        lines += references.map { "  in \(place($0))" }
        return lines.joined(separator: "\n")
    }

    private static func identity(_ source: SourceReport) -> String {
        guard source.readable else { return "the source could not be read to compare" }
        return source.identical == true ? "the same digest as at the source" : "not the digest at the source"
    }

    private static func place(_ reference: PlannedReference) -> String {
        let object = reference.occurrence.object.map { "\($0.description.printable()) " } ?? ""
        return "\(reference.occurrence.file.string.printable()): \(object)\(reference.occurrence.field.printable())"
    }
}
