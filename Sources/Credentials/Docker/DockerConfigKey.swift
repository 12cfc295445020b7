import ImageModel

/// A key of `auths` or `credHelpers`: a host, perhaps with scheme, port, API version and path.
///
/// The rules are those of Kubernetes' pull secrets, which hold for Docker's own files too: scheme and `/v1/`, `/v2/`
/// do not count, the port has to be the same, the host has to have as many labels, each of which may hold `*`, the
/// path is a prefix of whole segments.
struct DockerConfigKey: Hashable, Sendable {
    private static let hubNames: Set = ["docker.io", "index.docker.io", "registry-1.docker.io"]

    let text: String
    private let labels: [Substring]
    private let port: String
    private let path: [Substring]

    init(_ text: String) {
        self.text = text
        var rest = text[...]
        for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
        }
        let segments = rest.split(separator: "/")
        (labels, port) = Self.split(host: segments.first.map(String.init) ?? "")
        let tail = segments.dropFirst()
        path = Array(tail.first == "v1" || tail.first == "v2" ? tail.dropFirst() : tail)
    }

    func matches(_ repository: ImageRepository) -> Bool {
        let (host, port) = Self.split(host: repository.host)
        return port == self.port && host.count == labels.count
            && zip(labels, host).allSatisfy { Self.glob($0[...], $1[...]) }
            && repository.path.split(separator: "/").starts(with: path)
    }

    /// Before others that match too: a longer path, then a host without `*`, then the longer text.
    func precedes(_ other: DockerConfigKey) -> Bool { rank > other.rank }

    private var rank: (Int, Int, Int, String) {
        (path.count, labels.contains { $0.contains("*") } ? 0 : 1, text.utf8.count, text)
    }

    private static func split(host: String) -> (labels: [Substring], port: String) {
        var name = host.lowercased()
        var port = ""
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") {
            port = String(name[name.index(after: colon)...])
            name = String(name[..<colon])
        }
        if port.isEmpty && hubNames.contains(name) { name = ImageRepository.dockerHub }
        return (name.split(separator: ".", omittingEmptySubsequences: false), port)
    }

    private static func glob(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first != "*" { return text.first == first && glob(pattern.dropFirst(), text.dropFirst()) }
        let rest = pattern.drop { $0 == "*" }
        if rest.isEmpty { return true }
        return text.indices.contains { glob(rest, text[$0...]) }
    }
}
