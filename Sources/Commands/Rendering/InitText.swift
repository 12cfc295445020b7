import GitStore
import Manifests

/// What was written, and what to do next.
struct InitText {
    let files: [RepositoryPath]
    /// What the configuration was made of; empty where there was one already.
    let tally: String
    let job: ScheduledJob?
    /// The top of the repository, where that is not the current folder.
    var folder: String?

    /// Ends with one newline.
    var text: String {
        let written = files.map { file in
            "Wrote \(file)" + (file == files.first && !tally.isEmpty ? ", from \(tally)." : ".")
        }
        return (written + ["", "Next:"] + steps.map { "  - \($0)" }).joined(separator: "\n") + "\n"
    }

    private var steps: [String] {
        let place = folder.map { Printable.text(ShellWord.always($0)) }
        let names = files.map(\.string).joined(separator: " ")
        let reading = [
            "read \(files.first?.string ?? ""): each line says why it is there",
            "pinnace reconcile --dry-run" + (place.map { " \($0)" } ?? ""),
        ]
        return (tally.isEmpty ? [] : reading) + ["git\(place.map { " -C \($0)" } ?? "") add \(names)"]
            + [job?.nextStep].compactMap(\.self)
    }
}
