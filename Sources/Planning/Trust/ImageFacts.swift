package import ImageModel

/// What one platform's image says of itself in its manifest and config. No layer is read for it.
package struct ImageFacts: Hashable, Sendable {
    package var platform: Platform?
    /// Bytes of the layers as the registry stores and sends them.
    package var compressedSize: Int64 = 0
    /// Seconds since it was built; `nil` where it does not say when.
    package var age: Int?
    package var user: String?
    package var entrypoint: [String] = []
    /// `8000/tcp`; a port alone means TCP.
    package var exposedPorts: [String] = []
    package var healthCheck: [String] = []
    /// Whether the config is in Docker's format: OCI's has no place for a health check.
    package var isDockerFormat = false
    package var labels: [String: String] = [:]

    package init(platform: Platform?) {
        self.platform = platform
    }
}
