import YAMLSource

/// A file of one tool, known by its name or place, whose images stand in fields that paths tell.
struct KnownFile: Sendable {
    let isNamed: @Sendable (RepositoryPath) -> Bool
    let references: [FieldPattern]
    /// Scripts: command lines.
    let commands: [FieldPattern]

    init(_ references: [String], commands: [String] = [], isNamed: @escaping @Sendable (RepositoryPath) -> Bool) {
        self.isNamed = isNamed
        self.references = FieldPattern.all(references)
        self.commands = FieldPattern.all(commands)
    }

    /// Each by the page of its tool that tells its fields.
    static let all: [KnownFile] = [
        // Gitpod, ".gitpod.yml"
        KnownFile(["image"], commands: ["tasks[*].*"]) { $0.isNamed(".gitpod") },
        // devfile.io, "Defining a container component"
        KnownFile(["components[*].container.image"]) { $0.isNamed("devfile") || $0.isNamed(".devfile") },
        // werf, "werf.yaml": what an image starts from
        KnownFile(["from"]) { $0.isNamed("werf") },
        // Buildkite, the Docker plugin and the steps of its stack for Kubernetes
        KnownFile(
            ["**.plugins[*].*.image", "**.plugins.*.image", "steps[*].image", "steps[*].steps[*].image", "image"],
            commands: ["**.command", "**.commands"]
        ) { $0.isBelow(".buildkite/") || $0.isNamed(".buildkite") },
        // Cirrus CI, "Docker support"
        KnownFile(["**.container.image", "**.arm_container.image"]) { $0.isNamed(".cirrus") },
        // Task, "Schema reference"
        KnownFile([], commands: ["**.cmds", "**.cmd", "**.sh", "**.vars.*"]) {
            $0.isBelow(".taskfiles/") || $0.isNamed("Taskfile") || $0.isNamed("taskfile") || $0.isNamed("Taskfile.dist")
        },
        // Batect, "Containers", and its bundles
        KnownFile(["containers.*.image"]) { $0.isNamed("batect") || $0.isNamed("batect-bundle") },
        // Bitrise, "Containers and services"
        KnownFile(["containers.*.image", "services.*.image"]) { $0.isNamed("bitrise") },
        // Codefresh, "Freestyle step" and "Composition step"
        KnownFile(["**.image"], commands: ["**.commands"]) { $0.isNamed("codefresh") || $0.isBelow(".codefresh/") },
        // Semaphore, "Pipeline YAML reference"
        KnownFile(["**.containers[*].image"], commands: ["**.commands"]) { $0.isBelow(".semaphore/") },
    ]
}

extension FieldPattern {
    /// The paths of a table in the program.
    static func all(_ texts: [String]) -> [FieldPattern] {
        texts.map { text in
            do throws(FieldPatternError) {
                return try FieldPattern(text)
            } catch {
                preconditionFailure("\(text): \(error)")
            }
        }
    }
}
