import ArgumentParser
import ImageModel
import Planning
import Reconciliation

/// What a hold is on.
struct HoldPlaceOptions: ParsableArguments, CustomStringConvertible {
    @Option(
        help: ArgumentHelp(
            "An image: its repository, the last part of its name, or a pattern with * and **.", valueName: "image"))
    var image: String?

    @Option(help: ArgumentHelp("A file, from the repository's top.", valueName: "path"))
    var file: String?

    @Option(help: ArgumentHelp("An object: KIND/NAMESPACE/NAME, as the plan shows it.", valueName: "object"))
    var object: String?

    @Option(help: ArgumentHelp("A field, as the plan shows it.", valueName: "field"))
    var field: String?

    var isEmpty: Bool { image == nil && file == nil && object == nil && field == nil }

    var description: String { [image, file, object, field].compactMap(\.self).joined(separator: " ") }

    func hold() throws -> Hold {
        var hold = Hold()
        hold.image = try image.map(Self.pattern)
        hold.file = file
        hold.object = object
        hold.field = field
        guard hold.image != nil || file != nil || object != nil else {
            throw UsageError("--field goes with --file or --object")
        }
        return hold
    }

    /// Whether a hold is the one that is meant: each option that was given has to agree.
    func names(_ hold: Hold) -> Bool {
        if let image, !Self.names(image, hold) { return false }
        return [(file, hold.file), (object, hold.object), (field, hold.field)].allSatisfy { $0 == nil || $0 == $1 }
    }

    /// A hold on a place is on the image that was refused or kept there.
    private static func names(_ image: String, _ hold: Hold) -> Bool {
        guard let held = hold.image else {
            let selection = try? ImageSelection(image)
            return [hold.from, hold.to].compactMap(\.self).contains { selection?.contains(reference: $0) == true }
        }
        return held.text == image || (try? pattern(image)) == held || isMeant(image, held.text)
    }

    /// The last part of a name is enough.
    private static func isMeant(_ image: String, _ held: String) -> Bool {
        guard let selection = try? ImageSelection(image), let repository = try? ImageRepository(parsing: held) else {
            return false
        }
        return selection.contains(repository)
    }

    /// A name alone is that image wherever it comes from, as it is for a rollback.
    private static func pattern(_ text: String) throws -> PathSegmentPattern {
        if text.contains("*") { return try PathSegmentPattern(text) }
        let name = try ImageRepository(parsing: text).canonicalName
        return try PathSegmentPattern(text.contains("/") ? name : "**/\(text)")
    }
}

/// What becomes of a changed file of holds.
struct HoldChangeOptions: ParsableArguments {
    @Flag(name: .customLong("push"), help: "Commit and push; plan again when somebody else was faster.")
    var pushes = false

    @Flag(name: .customLong("dry-run"), help: "Print the diff; touch nothing.")
    var isDryRun = false
}
