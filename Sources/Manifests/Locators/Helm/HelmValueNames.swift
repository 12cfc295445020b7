import YAMLSource

/// The names under which charts keep images, and what is none for all its name.
enum HelmValueNames {
    static let registries = ["registry", "hub"]
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
        return key.dropLast(5)
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
        return !(text.contains("://")) && !isPicture(text)
    }

    /// A name of a repository alone: the colon of a port or none.
    static func hasVersion(_ text: String) -> Bool {
        let last = text.lastIndex(of: "/").map { text[$0...] } ?? text[...]
        return last.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }
    }

    /// Whether a registry stands in front of a name.
    static func namesHost(_ repository: String) -> Bool {
        guard let slash = repository.firstIndex(of: "/") else { return false }
        let first = repository[..<slash]
        return first == "localhost" || first.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    }

    static func isPicture(_ text: String) -> Bool {
        let kinds = ["png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "iso", "img", "qcow2", "vmdk", "ova", "raw"]
        guard let dot = text.lastIndex(of: "."), !hasVersion(text) else { return false }
        return kinds.contains(text[text.index(after: dot)...].lowercased())
    }
}
