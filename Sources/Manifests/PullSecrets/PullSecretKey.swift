package import ImageModel

/// A key of a pull secret's `auths`, as the kubelet matches it: scheme and API version do not count, the port has to be
/// the same, the host has to have as many labels, each of which may hold `*`, the path is a prefix
/// (kubernetes.io, "Images", "Interpretation of config.json").
package struct PullSecretKey: Hashable, Sendable, CustomStringConvertible {
    private static let hubNames: Set = ["docker.io", "index.docker.io", "registry-1.docker.io"]

    package let description: String
    private let labels: [String]
    private let port: String
    private let path: String

    package init(_ text: String) {
        var rest = text[...]
        for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
        }
        while rest.hasSuffix("/") { rest.removeLast() }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        (labels, port) = Self.split(rest[..<slash])
        var path = rest[slash...].drop { $0 == "/" }
        for version in ["v1", "v2"] where path == version || path.hasPrefix(version + "/") {
            path = path.dropFirst(version.count + 1)
            break
        }
        self.path = String(path)
        description = String(rest)
    }

    package func matches(_ repository: ImageRepository) -> Bool {
        let (host, port) = Self.split(repository.host[...])
        return port == self.port && host.count == labels.count
            && zip(host, labels).allSatisfy { Wildcard.matches(Array($0), Array($1), isStar: { $0 == "*" }, fits: ==) }
            && repository.path.hasPrefix(path)
    }

    private static func split(_ host: Substring) -> (labels: [String], port: String) {
        var name = host.lowercased()
        var port = ""
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") {
            port = String(name[name.index(after: colon)...])
            name = String(name[..<colon])
        }
        if port.isEmpty && hubNames.contains(name) { name = ImageRepository.dockerHub }
        return (name.split(separator: ".", omittingEmptySubsequences: false).map(String.init), port)
    }
}
