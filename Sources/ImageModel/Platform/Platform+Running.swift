extension Platform {
    /// Whether a node of this platform runs an image made for `image`.
    ///
    /// A later variant runs what was built for an earlier one (containerd, `platforms.Only`). A Windows version, where
    /// both state one, must agree up to the build number: process isolation demands it.
    package func runs(_ image: Platform) -> Bool {
        os == image.os && architecture == image.architecture && runsVariant(of: image) && runsVersion(of: image)
    }

    private func runsVariant(of image: Platform) -> Bool {
        if variant == image.variant { return true }
        guard let own = level, let other = image.level else { return false }
        return own >= other
    }

    /// The number in `v7`; the base level of an architecture where no variant stands.
    private var level: Int? {
        guard let variant else { return architecture == "arm64" ? 8 : 1 }
        return variant.first == "v" ? variant.dropFirst().split(separator: ".").first.flatMap { Int($0) } : nil
    }

    private func runsVersion(of image: Platform) -> Bool {
        guard os == "windows", let osVersion, let other = image.osVersion else { return true }
        return osVersion.split(separator: ".").prefix(3) == other.split(separator: ".").prefix(3)
    }
}

extension Collection<Platform> {
    /// The required platforms that none of these images serves.
    package func missing(from required: some Sequence<Platform>) -> [Platform] {
        required.filter { node in !contains { node.runs($0) } }
    }
}
