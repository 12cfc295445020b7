import ImageModel
import YAMLSource

/// Compose files of any name, told by services that each have an image or are built, and nothing beside them that is not
/// Compose's.
struct ComposeContentLocator: Locator {
    private static let keys: Set<String> = [
        "name", "version", "services", "networks", "volumes", "configs", "secrets", "include",
    ]

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.mayHoldObjects, file.text.contains("services:"), file.text.contains("image:"),
            let root = try? file.documents().first, let services = root["services"]?.resolved, services.isMapping
        else { return false }
        let isCompose = root.fields(FieldPath()).allSatisfy { Self.keys.contains($0.name) || $0.name.hasPrefix("x-") }
        return isCompose && services.entries.contains { $0.value["image"] != nil }
            && services.entries.allSatisfy { service in
                ["image", "build", "extends", "<<"].contains { service.value[$0] != nil }
            }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try ComposeLocator().locate(in: file, &scan)
    }
}
