import ImageModel
import Manifests
import Planning

/// A commit's message: a subject and a body for people, trailers for programs.
struct CommitMessage {
    let subject: String
    let paragraphs: [String]
    let trailers: [String]

    var text: String {
        let parts = ([subject] + paragraphs).map(Self.plain) + [trailers.joined(separator: "\n")]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// Somebody's text may read like a trailer; where a line does, a space before it says that it is none.
    private static func plain(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(ChangeTrailer.namespace) ? " \($0)" : String($0) }.joined(separator: "\n")
    }
}

extension CommitMessage {
    /// What a reconcile says of its changes.
    static func reconcile(_ draft: Reconciler.Draft, template: String?) -> CommitMessage {
        let changes = draft.plan.changes
        guard !changes.isEmpty else { return held(draft.holds) }
        let images = Dictionary(grouping: changes) { $0.to ?? "" }
        let files = Set(changes.flatMap(\.edits).map(\.site.id.file)).count
        return CommitMessage(
            subject: subject(template, changes: changes.count, images: images, files: files),
            paragraphs: images.sorted { $0.key < $1.key }.map { paragraph($0.value) } + draft.holds.map(paragraph),
            trailers: ["\(ChangeTrailer.operationKey): reconcile"] + changes.map { ChangeTrailer($0).line }
        )
    }

    /// A run that writes nothing but what people decided.
    private static func held(_ holds: [Hold]) -> CommitMessage {
        CommitMessage(
            subject: "Hold what was put back by hand in \(holds.count) \(holds.count == 1 ? "place" : "places")",
            paragraphs: holds.map(paragraph),
            trailers: ["\(ChangeTrailer.operationKey): hold"]
        )
    }

    private static func paragraph(_ hold: Hold) -> String {
        let place = [hold.object, hold.field].compactMap(\.self).joined(separator: " ").printable()
        return """
            held at \((hold.from ?? "").printable())
              in \((hold.file ?? "").printable()): \(place)
              \((hold.reason ?? "").printable())
            """
    }

    private static func subject(
        _ template: String?, changes: Int, images: [String: [PlannedReference]], files: Int
    ) -> String {
        if let template {
            return template.replacing("{changes}", with: "\(changes)").replacing("{images}", with: "\(images.count)")
                .replacing("{files}", with: "\(files)").printable(limit: 120)
        }
        guard images.count == 1, let to = images.keys.first, let reference = try? ImageReference(parsing: to) else {
            return "Pin \(images.count) images in \(files) \(files == 1 ? "file" : "files")"
        }
        let name = reference.repository.path.split(separator: "/").last ?? ""
        return "Pin \(name)\(reference.tag.map { ":\($0)" } ?? "") in \(files) \(files == 1 ? "file" : "files")"
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

extension ChangeTrailer {
    init(_ reference: PlannedReference) {
        self.init(
            file: reference.occurrence.file.string,
            object: reference.occurrence.object?.description,
            field: reference.occurrence.field,
            from: reference.from,
            to: reference.to,
            rule: reference.rule
        )
    }
}
