/// How often a registry lets itself be read, as its headers say (`ratelimit-limit: 100;w=21600`).
package struct RegistryAllowance: Sendable, Hashable {
    package let host: String
    /// Reads in a window.
    package let limit: Int
    package var remaining: Int
    /// Seconds; `nil` where it was not said.
    package let window: Int?

    package init(host: String, limit: Int, remaining: Int, window: Int?) {
        self.host = host
        self.limit = limit
        self.remaining = remaining
        self.window = window
    }
}
