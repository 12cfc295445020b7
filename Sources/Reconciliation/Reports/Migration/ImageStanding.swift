import ImageModel
import Planning

/// Where an image is and how firmly it is named, by the text of its reference alone.
struct ImageStanding: Hashable {
    /// Where it is on the way that the rewrite rules lead.
    enum Way: Hashable {
        /// A rule would move it; `to` is not known where a template leaves the name open.
        case left(RewriteRoute.Step, rule: String, to: ImageReference?)
        case moved(RewriteRoute.Step)
        /// No rule speaks of it; Google's own mapping might.
        case elsewhere(hasPreset: Bool)
    }

    /// What to count an image by; the whole text where it names none.
    let name: String
    /// `nil` where a template leaves open in which registry it is.
    let repository: ImageRepository?
    /// The first part of the path below the registry; a project as Google has it may be of two: `example.com/project`.
    let project: String
    let pin: PinKind
    let way: Way
}

/// What the rules make of texts; each is looked at once.
struct ImageStandings {
    private static let preset = RewriteRule(name: "", mapping: .googleContainerRegistry)
    private let rules: PlanningRules
    private let routes: [RewriteRoute]
    private var known: [String: ImageStanding] = [:]

    init(_ rules: PlanningRules) {
        self.rules = rules
        routes = rules.rewrites.map { RewriteRoute($0) }
    }

    mutating func standing(of text: String) -> ImageStanding {
        if let standing = known[text] { return standing }
        let standing = newStanding(text)
        known[text] = standing
        return standing
    }

    private func newStanding(_ text: String) -> ImageStanding {
        if let reference = try? ImageReference(parsing: text) {
            return ImageStanding(
                name: reference.repository.canonicalName, repository: reference.repository,
                project: Self.project(reference.repository.path), pin: PinKind(reference),
                way: way(reference.repository, reference))
        }
        let repository = TemplateExample.repository(of: text)
        return ImageStanding(
            name: text, repository: repository, project: repository.map { Self.project(of: text, $0) } ?? "",
            pin: .open,
            way: repository.map { way($0, nil) } ?? .elsewhere(hasPreset: false))
    }

    private static func project(_ path: String) -> String {
        let segments = path.split(separator: "/")
        let count = segments.first?.contains(".") == true && segments.count > 2 ? 2 : 1
        return segments.prefix(count).joined(separator: "/")
    }

    /// As the text has it, where its example would name another.
    private static func project(of text: String, _ example: ImageRepository) -> String {
        let segments = text.split(separator: "/", maxSplits: 2)
        return segments.count == 3 && segments[0] == example.host ? String(segments[1]) : project(example.path)
    }

    private func way(_ repository: ImageRepository, _ reference: ImageReference?) -> ImageStanding.Way {
        if let (rule, target) = rules.rewrite(of: repository), target != repository {
            let to = reference.map { ImageReference(target, tag: $0.tag, digest: $0.digest) }
            return .left(RewriteRoute.Step(from: repository.host, to: target.host), rule: rule.name, to: to)
        }
        if let step = routes.lazy.compactMap({ $0.arrived(repository) }).first { return .moved(step) }
        return .elsewhere(hasPreset: Self.preset.target(of: repository) != nil)
    }
}
