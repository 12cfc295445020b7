/// Where git's settings stand, beside the repository's own: what `GIT_CONFIG_GLOBAL`, `GIT_CONFIG_SYSTEM` and
/// `GIT_CONFIG_NOSYSTEM` say of it (git-config(1), "ENVIRONMENT"). libgit2 looks at none of them.
struct GitSettingsFiles: Hashable, Sendable {
    /// Where one level of the settings stands.
    enum Place: Hashable, Sendable {
        case usual
        case file(String)
        case nowhere

        fileprivate init(_ variable: String?) {
            switch variable {
            case nil: self = .usual
            case "", "/dev/null": self = .nowhere
            case let path?: self = .file(path)
            }
        }
    }

    let system: Place
    /// The user's. A file that was named stands in for both of the usual ones.
    let global: Place

    init(_ environment: [String: String]) {
        system = Self.isOn(environment["GIT_CONFIG_NOSYSTEM"]) ? .nowhere : Place(environment["GIT_CONFIG_SYSTEM"])
        global = Place(environment["GIT_CONFIG_GLOBAL"])
    }

    var areUsual: Bool { system == .usual && global == .usual }

    private static func isOn(_ text: String?) -> Bool {
        guard let text = text?.lowercased() else { return false }
        return ["true", "yes", "on"].contains(text) || Int(text).map { $0 != 0 } ?? false
    }
}
