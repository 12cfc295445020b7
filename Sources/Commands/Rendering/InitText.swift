import Manifests

/// What was written, and what to do next.
struct InitText {
    let files: [RepositoryPath]
    /// What the configuration was made of; empty where there was one already.
    let tally: String
    let job: ScheduledJob?

    /// Ends with one newline.
    var text: String {
        let written = files.enumerated().map { index, file in
            "Wrote \(file)" + (index == 0 && !tally.isEmpty ? ", from \(tally)." : ".")
        }
        let steps =
            (tally.isEmpty
                ? [] : ["read \(files[0]): each line says why it is there", "pinnace reconcile --dry-run"])
            + ["git add \(files.map(\.string).joined(separator: " "))"] + (job.map { [$0.nextStep] } ?? [])
        return (written + ["", "Next:"] + steps.map { "  - \($0)" }).joined(separator: "\n") + "\n"
    }
}
