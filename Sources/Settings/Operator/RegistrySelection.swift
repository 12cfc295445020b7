import HTTPTransport
import Manifests
import Registry
import SystemPackage
import YAMLSource

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Decides which of the repository's own registry addresses take effect (invariant: the operator's word).
struct RegistrySelection {
    let name: String
    let settings: OperatorSettings

    func apply(_ registries: [ConfigFile.Registry], to configuration: inout Configuration) throws(ConfigurationError) {
        for registry in registries { try apply(registry, &configuration) }
        for (host, location) in settings.endpoints {
            configuration.registries.hosts[host.lowercased()] = location
            configuration.refusedHosts[host.lowercased()] = nil
        }
    }

    private func apply(_ registry: ConfigFile.Registry, _ configuration: inout Configuration) throws(ConfigurationError)
    {
        let host = registry.host.value.lowercased()
        guard configuration.registries.hosts[host] == nil, configuration.refusedHosts[host] == nil,
            configuration.newRepositories[host] == nil, configuration.registries.limits[host] == nil
        else {
            throw ConfigurationError(name, at: registry.host.location, "'\(host)' stands here twice")
        }
        if let settings = registry.newRepositories {
            configuration.newRepositories[host] = try ConfigurationReader(name: name).newRepositories(settings)
        }
        if let limits = registry.limits {
            configuration.registries.limits[host] = try ConfigurationReader(name: name).limits(limits)
        }
        let isSettled = registry.newRepositories != nil || registry.limits != nil
        if isSettled, registry.endpoint == nil, registry.layout == nil { return }
        switch (registry.endpoint, registry.layout) {
        case (let endpoint?, nil): try applyEndpoint(endpoint, host, &configuration)
        case (nil, let layout?): applyLayout(layout, host, &configuration)
        case (nil, nil):
            throw ConfigurationError(name, at: registry.host.location, "'\(host)' needs an 'endpoint' or a 'layout'")
        case (_?, let layout?):
            throw ConfigurationError(name, at: layout.location, "a registry has an 'endpoint' or a 'layout', not both")
        }
    }

    private func applyEndpoint(
        _ endpoint: Located<String>, _ host: String, _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        guard let url = OperatorSettings.endpoint(endpoint.value) else {
            throw ConfigurationError(name, at: endpoint.location, "'\(endpoint.value)' is not an http or https address")
        }
        if settings.ownsConfiguration {
            configuration.registries.hosts[host] = RegistryHost(.endpoint(url))
        } else if settings.sharesLoopback, HTTPOrigin(url)?.isLoopback == true {
            configuration.registries.hosts[host] = RegistryHost(.endpoint(url), usesCredentials: false)
        } else {
            refuse(
                host, endpoint,
                "not-allowed: a repository cannot send requests for \(host) elsewhere; if this is meant, say "
                    + "--registry-endpoint \(host)=\(endpoint.value)", &configuration)
        }
    }

    private func applyLayout(_ layout: Located<String>, _ host: String, _ configuration: inout Configuration) {
        if settings.ownsConfiguration {
            configuration.registries.hosts[host] = RegistryHost(.layout(FilePath(layout.value)))
        } else if let workTree = settings.workTree, let path = RepositoryPath(layout.value), isInside(path, workTree) {
            let folder = FilePath(workTree).pushing(FilePath(path.string))
            configuration.registries.hosts[host] = RegistryHost(.layout(folder), usesCredentials: false)
        } else {
            refuse(
                host, layout,
                "not-allowed: a layout has to be a folder inside the repository's work tree; if this is meant, say "
                    + "--registry-endpoint \(host)=layout:\(layout.value)", &configuration)
        }
    }

    /// A link on the way could lead out of the repository.
    private func isInside(_ path: RepositoryPath, _ workTree: String) -> Bool {
        let root = URL(filePath: workTree, directoryHint: .isDirectory).resolvingSymlinksInPath().path()
        let folder = URL(filePath: workTree).appending(path: path.string).resolvingSymlinksInPath().path()
        return folder.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }

    private func refuse(
        _ host: String, _ place: Located<String>, _ message: String, _ configuration: inout Configuration
    ) {
        configuration.refusedHosts[host] = RefusedHost(ConfigurationError(name, at: place.location, message))
    }
}
