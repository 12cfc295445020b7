/// A repository in a registry, canonical: `docker.io` and `library/` are spelled out.
package struct ImageRepository: Hashable, Sendable {
    /// Host with its port, as in `us-docker.pkg.dev` or `127.0.0.1:5000`. Docker Hub is `docker.io`.
    package let host: String
    /// Path below the host: `library/nginx`.
    package let path: String

    package static let dockerHub = "docker.io"

    /// From parts that are canonical already; ``init(parsing:)`` is for text.
    package init(host: String, path: String) {
        self.host = host
        self.path = path
    }

    /// The shortest spelling that means the same: `nginx`, `bitnami/redis`, `gcr.io/p/app`.
    package var familiarName: String {
        guard host == Self.dockerHub else { return canonicalName }
        let official = "library/"
        guard path.hasPrefix(official) else { return path }
        let name = path.dropFirst(official.count)
        return name.contains("/") ? path : String(name)
    }

    package var canonicalName: String { "\(host)/\(path)" }
}

extension ImageRepository: CustomStringConvertible, Comparable {
    package var description: String { canonicalName }

    package static func < (a: ImageRepository, b: ImageRepository) -> Bool { a.canonicalName < b.canonicalName }
}

extension ImageRepository {
    /// Parses a name without tag and digest, as distribution/reference normalises it.
    package init(parsing name: some StringProtocol) throws(ImageReferenceError) {
        let name = String(name)
        guard !name.isEmpty else { throw ImageReferenceError(.empty, in: name) }
        guard !(name.utf8.count == 64 && name.utf8.allSatisfy(\.isLowerHexDigit)) else {
            throw ImageReferenceError(.bareDigest, in: name)
        }
        let (host, path) = Self.split(name)
        guard HostGrammar.matches(host) else { throw ImageReferenceError(.invalidHost, in: name) }
        guard !path.utf8.contains(where: \.isUppercaseLetter) else {
            throw ImageReferenceError(.uppercase, in: name)
        }
        guard PathGrammar.matches(path) else { throw ImageReferenceError(.invalidPath, in: name) }
        guard path.utf8.count <= 255 else { throw ImageReferenceError(.tooLong, in: name) }
        self.init(host: host, path: path)
    }

    /// The first segment is a host if it is `localhost`, has a `.` or `:`, or an upper-case letter.
    private static func split(_ name: String) -> (host: String, path: String) {
        guard let slash = name.firstIndex(of: "/") else { return (dockerHub, "library/\(name)") }
        let first = name[..<slash]
        let rest = name[name.index(after: slash)...]
        let isHost =
            first == "localhost" || first.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
            || first.utf8.contains(where: \.isUppercaseLetter)
        guard isHost else { return (dockerHub, name) }
        guard first == dockerHub || first == "index.docker.io" else { return (String(first), String(rest)) }
        return (dockerHub, rest.contains("/") ? String(rest) : "library/\(rest)")
    }
}
