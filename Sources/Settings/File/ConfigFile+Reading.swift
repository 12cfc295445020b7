import YAMLSource

extension ConfigFile {
    package static let apiVersion = "pinnace.dev/v1alpha1"
    package static let path = ".pinnace/config.yaml"

    /// Reads the file's shape.
    ///
    /// - Parameter name: as errors call the file.
    package static func read(_ bytes: [UInt8], name: String) throws(ConfigurationError) -> ConfigFile {
        let file: ConfigFile
        do throws(YAMLSourceError) {
            file = try YAMLDecoder().decode(ConfigFile.self, from: bytes)
        } catch {
            throw ConfigurationError(name, error)
        }
        try expect(file.apiVersion, apiVersion, name)
        try expect(file.kind, "Config", name)
        return file
    }

    private static func expect(_ found: Located<String>, _ wanted: String, _ name: String) throws(ConfigurationError) {
        guard found.value == wanted else {
            throw ConfigurationError(
                name, at: found.location, "'\(found.value)' is not known here; it has to be '\(wanted)'")
        }
    }
}
