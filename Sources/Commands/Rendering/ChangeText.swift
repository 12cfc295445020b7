import ImageModel
import Manifests
import Planning
import YAMLSource

/// One reference that changes: where, from what to what, and what is to be known of it.
struct ChangeText {
    let reference: PlannedReference
    let style: TerminalStyle
    let isVerbose: Bool

    var lines: [String] {
        let indent = String(repeating: " ", count: 4)
        let from = style.red(Printable.reference(reference.from))
        let to = style.green(Printable.reference(reference.to ?? ""))
        return ["  " + place, "\(indent)\(from)", "\(indent)→ \(to)"] + notes.map { "\(indent)\($0)" }
    }

    private var place: String {
        let occurrence = reference.occurrence
        let object = occurrence.object.map { Printable.text($0.description) + " " } ?? ""
        return "\(object)\(Printable.text(occurrence.field)) \(style.dim("line \(occurrence.location.line)"))"
    }

    private var notes: [String] {
        let facts = [platforms, identity, reference.rule.map(Printable.text)].compactMap(\.self)
        let told = facts.isEmpty ? [] : [style.dim(facts.joined(separator: " · "))]
        let message = reference.message.map { [style.yellow(Printable.text($0))] } ?? []
        return told + message + reference.copies.map(copy) + edits.map(edit)
    }

    private var platforms: String? {
        guard !reference.platforms.isEmpty else { return nil }
        return reference.platforms.map { Printable.text($0.description) }.joined(separator: ", ")
    }

    private var identity: String? {
        guard let source = reference.source else { return nil }
        return switch source.identical {
        case true?: "same content as the source"
        case false?: "content differs from the source"
        case nil: source.readable ? nil : "source not readable"
        }
    }

    private func copy(_ copy: PlannedCopy) -> String {
        let how = copy.replace ? "copied first, replacing the tag:" : "copied first:"
        return "\(how) \(Printable.reference("\(copy.source)")) → \(Printable.reference("\(copy.target)"))"
    }

    /// What is written elsewhere nobody would expect; what is written here the diff shows.
    private var edits: [PlannedEdit] {
        isVerbose ? reference.edits : reference.edits.filter { $0.site.id.file != reference.occurrence.file }
    }

    private func edit(_ edit: PlannedEdit) -> String {
        let place = "\(Wording.place(edit.site.id.file, edit.site.location)) \(Printable.text(edit.site.field))"
        let to = Printable.reference(edit.to)
        let move = edit.from.map { "\(Printable.reference($0)) → \(to)" } ?? "\(to) (added)"
        return "writes \(place): \(move)"
    }
}
