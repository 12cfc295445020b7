import Credentials
import ImageModel
import Planning
import Settings

/// Whom a run has to be known to, by the registries of a configuration and of what stands in the repository.
struct RegistryLogins: Hashable, Sendable {
    var google = false
    /// Of the first of ECR's registries; each of them is asked in its own region.
    var awsRegion: String?
    var azure = false
    /// Registries of nobody's cloud that images are taken from or brought to.
    var passwords: [String] = []

    init() {}

    init(_ rules: PlanningRules, _ repositories: [ImageRepository]) {
        for rule in rules.rewrites {
            switch rule.mapping {
            case .googleContainerRegistry: google = true
            case .pattern(let from, _):
                if let host = rule.targetHost { add(target: host) }
                if rule.copy != .never { add(cloud: from.text.split(separator: "/").first.map(String.init) ?? "") }
            }
        }
        // What stays where it is has to be read, too. Of Google's registries that is asked only where no rule says who logs
        // in where, as many of theirs are open to everybody.
        let isDecided = self != RegistryLogins()
        for host in Set(repositories.map(\.host)) where !host.hasSuffix("gcr.io") {
            if !isDecided || RegistryCloud(host: host) != .google { add(cloud: host) }
        }
    }

    private mutating func add(target host: String) {
        if RegistryCloud(host: host) != nil { return add(cloud: host) }
        // Kubernetes' own registry takes images from nobody.
        guard host != "registry.k8s.io", !passwords.contains(host) else { return }
        passwords.append(host)
    }

    private mutating func add(cloud host: String) {
        switch RegistryCloud(host: host) {
        case .google: google = true
        case .aws(let region): if host != "public.ecr.aws" { awsRegion = min(awsRegion ?? region, region) }
        case .azure: azure = true
        case nil: break
        }
    }

    /// Whether somebody vouches for the job without a password.
    var isFederated: Bool { google || azure || awsRegion != nil }
}
