/// What a policy asks of an image's manifest and config, on each platform that it has to run on.
package struct ImageRequirements: Hashable, Sendable {
    /// A label that has to be there; where `value` is given, with that text, in which `*` stands for any.
    package struct Label: Hashable, Sendable {
        package let key: String
        package let value: String?

        package init(key: String, value: String?) {
            self.key = key
            self.value = value
        }
    }

    /// Bytes of the layers as registries store and send them.
    package var maximumCompressedSize: Int64?
    /// A TCP port.
    package var exposedPort: Int?
    package var needsEntrypoint = false
    package var refusesRoot = false
    package var needsHealthCheck = false
    /// Seconds since the image was built.
    package var maximumAge: Int?
    package var labels: [Label] = []

    package init() {}

    package var isEmpty: Bool { self == ImageRequirements() }
}
