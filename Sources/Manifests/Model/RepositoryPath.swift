/// A path inside the config repository: relative, `/` between segments, without `.`, `..` and empty segments.
package struct RepositoryPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let string: String

    /// The repository's top folder.
    package static let root = RepositoryPath(unchecked: "")

    private init(unchecked string: String) {
        self.string = string
    }

    /// `nil` for an absolute path, one that leaves the repository, or one with a NUL.
    package init?(_ path: some StringProtocol) {
        self.init(path, in: .root)
    }

    /// A path as a file in `folder` names it: `../base` in `overlays/prod` is `overlays/base`.
    package init?(_ path: some StringProtocol, in folder: RepositoryPath) {
        guard !path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
        var segments = folder.segments
        for segment in path.split(separator: "/") where segment != "." {
            if segment != ".." {
                segments.append(Substring(segment))
            } else if segments.popLast() == nil {
                return nil
            }
        }
        string = segments.joined(separator: "/")
    }

    package var segments: [Substring] { string.split(separator: "/") }
    /// Its last segment. Asked of every path by every locator, so nothing is split.
    package var name: Substring {
        let bytes = string.utf8
        return string[(bytes.lastIndex(of: Self.separator).map(bytes.index(after:)) ?? bytes.startIndex)...]
    }
    package var description: String { string.isEmpty ? "." : string }

    /// The folder that holds it; the top folder's is itself.
    package var folder: RepositoryPath {
        guard let slash = string.utf8.lastIndex(of: Self.separator) else { return .root }
        return RepositoryPath(unchecked: String(string[..<slash]))
    }

    /// The folder that holds the innermost folder of this name which it stands in.
    package func folder(above name: StaticString) -> RepositoryPath? {
        name.withUTF8Buffer { name in
            var rest = string.utf8[...]
            while let slash = rest.lastIndex(of: Self.separator) {
                rest = rest[..<slash]
                let start = rest.lastIndex(of: Self.separator).map(rest.index(after:)) ?? rest.startIndex
                guard rest[start...].elementsEqual(name) else { continue }
                return start == rest.startIndex
                    ? .root : RepositoryPath(unchecked: String(rest[..<rest.index(before: start)])!)
            }
            return nil
        }
    }

    private static let separator = UInt8(ascii: "/")

    package func appending(_ name: String) -> RepositoryPath {
        RepositoryPath(unchecked: string.isEmpty ? name : "\(string)/\(name)")
    }

    /// Whether it is `folder` or stands below it.
    package func isInside(_ folder: RepositoryPath) -> Bool {
        folder.string.isEmpty || self == folder || string.hasPrefix(folder.string + "/")
    }

    package var isYAML: Bool { string.hasSuffix(".yaml") || string.hasSuffix(".yml") }
    package var isJSON: Bool { string.hasSuffix(".json") }

    package static func < (a: RepositoryPath, b: RepositoryPath) -> Bool { a.string < b.string }
}
