import Planning
import Registry

extension Configuration {
    /// The repository's file under the operator's settings.
    ///
    /// - Parameters:
    ///   - bytes: the file's content; `nil` where there is none, which means the defaults.
    ///   - name: as errors call the file.
    package static func read(
        _ bytes: [UInt8]?, name: String = ConfigFile.path, settings: OperatorSettings
    ) throws(ConfigurationError) -> Configuration {
        var configuration = Configuration()
        var registries: [ConfigFile.Registry] = []
        if let bytes {
            let file = try ConfigFile.read(bytes, name: name)
            configuration = try ConfigurationReader(name: name).configuration(file)
            registries = file.registries ?? []
            configuration.registries.fillingOnRead = configuration.rules.rewrites
                .filter(\.fillsOnRead).compactMap(\.targetPrefix)
        }
        try RegistrySelection(name: name, settings: settings).apply(registries, to: &configuration)
        if let platforms = settings.platforms {
            configuration.rules.platforms = platforms
            configuration.rules.areNodes = settings.platformsAreNodes
        }
        return configuration
    }
}
