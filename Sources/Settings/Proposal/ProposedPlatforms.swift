import ImageModel
import Manifests

/// What images have to run on, as far as the repository's files say it.
struct ProposedPlatforms {
    /// Those that something can run on alone, which tells that there are such nodes.
    private(set) var chosen: [Platform: ReferenceTally] = [:]
    /// References that run on Windows: nothing that holds for the others.
    private(set) var windows = ReferenceTally()
    /// References that run wherever there is room.
    private(set) var open = ReferenceTally()

    init(_ references: [ProposalReference]) {
        for reference in references where reference.isWritten && UndeployedFolders.pattern(reference) == nil {
            let platforms = Self.platforms(of: reference.occurrence)
            if platforms.isEmpty { open.add(reference.occurrence.file) }
            for platform in platforms {
                if platform.os == "windows" {
                    windows.add(reference.occurrence.file)
                } else {
                    chosen[platform, default: ReferenceTally()].add(reference.occurrence.file)
                }
            }
        }
    }

    private static func platforms(of occurrence: ImageOccurrence) -> [Platform] {
        if let only = occurrence.nodes?.only { return [only] }
        return saysWhereItRuns(occurrence.file) ? occurrence.platforms : []
    }

    /// Task definitions do. What an image is built for or on, as a Dockerfile and a build server say it, is another matter.
    private static func saysWhereItRuns(_ file: RepositoryPath) -> Bool {
        (file.isJSON || file.isYAML || file.name.hasSuffix(".tf")) && !file.name.hasPrefix(".drone")
    }
}

extension NodeChoice {
    /// The one platform that the nodes have; `nil` where several would do, or nothing says.
    fileprivate var only: Platform? {
        let platforms = Set(terms.map(\.only))
        return platforms.count == 1 ? platforms.first ?? nil : nil
    }
}

extension [NodeChoice.Requirement] {
    fileprivate var only: Platform? {
        guard let architecture = value(.architecture) else {
            return value(.system) == "windows" ? Platform(os: "windows", architecture: "amd64") : nil
        }
        return Platform(os: value(.system) ?? "linux", architecture: architecture)
    }

    private func value(_ label: NodeChoice.Label) -> String? {
        let values = first { $0.label == label && $0.isOneOf }?.values ?? []
        return values.count == 1 ? values.first : nil
    }
}
