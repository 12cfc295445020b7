import ImageModel

/// A platform as `docker --platform` takes it (containerd, `platforms.Parse`): the system, the architecture or its
/// variant may be left out.
enum DockerPlatform {
    private static let architectures: Set<String> = [
        "386", "amd64", "x86_64", "x86-64", "arm", "armhf", "armel", "arm64", "aarch64", "loong64", "mips64le",
        "ppc64le",
        "riscv64", "s390x",
    ]

    /// `nil` for what is templated, misspelled or says no architecture.
    static func parse(_ text: String?) -> [Platform] {
        guard let text else { return [] }
        let words = text.split(separator: "/", omittingEmptySubsequences: false).map { $0.lowercased() }
        guard let first = words.first else { return [] }
        let isLinux = architectures.contains(first)
        guard isLinux || ["linux", "windows", "freebsd"].contains(first) else { return [] }
        return Platform(isLinux ? "linux/\(text)" : text).map { [$0] } ?? []
    }
}
