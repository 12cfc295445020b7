import Settings

/// Reads configurations that tests write.
enum ConfigText {
    static let heading = "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n"

    /// The configuration of a file with the usual two first lines.
    static func read(
        _ body: String, settings: OperatorSettings = OperatorSettings()
    ) throws(ConfigurationError) -> Configuration {
        try Configuration.read(Array((heading + body).utf8), settings: settings)
    }

    /// What is wrong with a file; `nil` where nothing is.
    static func error(_ text: String) -> String? {
        do throws(ConfigurationError) {
            _ = try Configuration.read(Array(text.utf8), settings: OperatorSettings())
            return nil
        } catch {
            return error.description
        }
    }
}
