import YAMLSource

/// The names under which charts keep images, and what is none for all its name.
enum HelmValueNames {
    static let registries = ["registry", "hub", "defaultRegistry"]
    static let repositories = ["repository", "name", "image", "repo", "imageName"]
    static let tags = ["tag", "version", "imageTag"]
    static let digests = ["digest", "sha", "sha256", "imageDigest"]

    /// `image`, `sidecarImage`, `proxy_image`: the word at the end, not `imagePullPolicy`.
    static func isImage(_ key: String) -> Bool { stem(ofImage: key) != nil }

    /// What stands in front of `image` in a key: `sidecar` of `sidecarImage`.
    static func stem(ofImage key: String) -> Substring? {
        let utf8 = key.utf8
        guard utf8.count >= 5, utf8.suffix(4).elementsEqual("mage".utf8), let first = utf8.dropLast(4).last,
            first | 0x20 == UInt8(ascii: "i")
        else { return nil }
        return isPictureKey(key) ? nil : key.dropLast(5)
    }

    /// The keys beside a flat `fooImage` that can hold its tag or digest: `fooImageTag`, `fooTag`.
    static func siblings(of key: String, _ stem: Substring, _ words: [String]) -> [String] {
        words.flatMap { word -> [String] in
            let capital = word.prefix(1).uppercased() + word.dropFirst()
            let joined = ["\(key)\(capital)", "\(key)_\(word)", "\(key)-\(word)"]
            guard !stem.isEmpty else { return joined + [word] }
            return joined + ["\(stem)\(capital)", "\(stem)_\(word)", "\(stem)\(word)"]
        }
    }

    /// Whether a scalar can be an image, or the name of one, at all: no URL but `oci:`, no path, no picture, no flag.
    static func canBeName(_ node: YAMLNode) -> Bool {
        let scalar = node.resolved
        guard scalar.isScalar, let text = scalar.string, !text.isEmpty else { return false }
        if text.contains("{{") || text.contains("${") || text.contains("$(") { return true }
        if scalar.style == .plain, scalar.scalarType != .string { return false }
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == 0x0A }), !text.hasSuffix(".git"),
            !text.hasPrefix("git@"), let first = text.utf8.first, !"/.~#<-".utf8.contains(first)
        else { return false }
        // A number in quotes is a choice.
        guard !text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return false }
        return !(text.contains("://")) && !isPicture(text) && !isDuration(text)
    }

    /// A name of a repository alone: the colon of a port or none.
    static func hasVersion(_ text: String) -> Bool {
        let last = text.lastIndex(of: "/").map { text[$0...] } ?? text[...]
        return last.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }
    }

    /// Whether a registry stands in front of a name.
    static func namesHost(_ repository: String) -> Bool {
        guard let slash = repository.firstIndex(of: "/") else { return false }
        return isHost(repository[..<slash])
    }

    /// Whether this is a registry's host, and names no repository: `ghcr.io`, `localhost:5000`.
    static func isHost(_ text: some StringProtocol) -> Bool {
        guard !text.utf8.contains(where: { "/@{$".utf8.contains($0) }) else { return false }
        return text == "localhost" || text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    }

    /// `6h0m0s`: how often something is looked for under a key of that name.
    private static func isDuration(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
        let units = text.split { $0.isNumber || $0 == "." }
        return !units.isEmpty && text.last?.isNumber == false
            && units.allSatisfy { ["d", "h", "m", "s", "ms", "us", "ns"].contains($0) }
    }

    /// `icon-image`, `backgroundImage`: a picture; `vmImage`, `OSVmImage`: a virtual machine's disk.
    static func isPictureKey(_ key: some StringProtocol) -> Bool {
        let word = key.lowercased()
        return ["icon", "background", "cover", "thumbnail", "avatar"].contains { word.hasPrefix($0) }
            || word.hasSuffix("vmimage")
    }

    static func isPicture(_ text: String) -> Bool {
        let kinds = ["png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "iso", "img", "qcow2", "vmdk", "ova", "raw"]
        guard let dot = text.lastIndex(of: "."), !hasVersion(text) else { return false }
        return kinds.contains(text[text.index(after: dot)...].lowercased())
    }
}
