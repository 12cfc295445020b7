/// What an image runs on: `os/architecture[/variant]`, and for Windows the host's version (OCI image-spec).
package struct Platform: Hashable, Sendable {
    package let os: String
    package let architecture: String
    /// Normalised: `nil` for arm64 and amd64's first level, `v7` for arm where none is given (containerd's rule).
    package let variant: String?
    package let osVersion: String?

    package init(os: String, architecture: String, variant: String? = nil, osVersion: String? = nil) {
        let spelling = Self.normalized(architecture.lowercased(), variant?.lowercased())
        self.os = os.lowercased()
        self.architecture = spelling.architecture
        self.variant = spelling.variant
        self.osVersion = osVersion?.isEmpty == true ? nil : osVersion
    }

    /// BuildKit gives its attestation manifests this platform: they are no platform to run on.
    package var isUnknown: Bool { os == "unknown" || architecture == "unknown" }

    private static func normalized(_ architecture: String, _ variant: String?) -> (
        architecture: String, variant: String?
    ) {
        let variant = variant?.isEmpty == true ? nil : variant
        switch (architecture, variant) {
        case ("x86_64", _), ("x86-64", _), ("amd64", _): return ("amd64", variant == "v1" ? nil : variant)
        case ("i386", _), ("386", _): return ("386", nil)
        case ("aarch64", _), ("arm64", _): return ("arm64", variant == "8" || variant == "v8" ? nil : variant)
        case ("armhf", _): return ("arm", "v7")
        case ("armel", _): return ("arm", "v6")
        case ("arm", nil), ("arm", "7"): return ("arm", "v7")
        case ("arm", "5"), ("arm", "6"), ("arm", "8"): return ("arm", "v\(variant ?? "")")
        default: return (architecture, variant)
        }
    }
}

extension Platform: CustomStringConvertible, LosslessStringConvertible {
    package var description: String {
        let name = [os, architecture, variant].compactMap(\.self).joined(separator: "/")
        return osVersion.map { "\(name):\($0)" } ?? name
    }

    /// Parses `os/architecture[/variant][:osVersion]`.
    package init?(_ description: String) {
        let halves = description.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = halves.first else { return nil }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isWord: (String) -> Bool = { part in
            !part.isEmpty && part.utf8.allSatisfy { $0.isAlphanumeric || [0x2D, 0x2E, 0x5F].contains($0) }
        }
        guard (2...3).contains(parts.count), parts.allSatisfy(isWord) else { return nil }
        let version = halves.count == 2 ? String(halves[1]) : nil
        guard version?.isEmpty != true else { return nil }
        self.init(
            os: parts[0],
            architecture: parts[1],
            variant: parts.count == 3 ? parts[2] : nil,
            osVersion: version
        )
    }
}

extension Platform: Comparable {
    package static func < (a: Platform, b: Platform) -> Bool { a.description < b.description }
}
