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
        if folder.string.isEmpty, Self.isResolved(path.utf8) {
            string = String(path)
            return
        }
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

    /// Whether nothing in it has to be taken apart; true of what git lists, which is most of what is asked for.
    private static func isResolved(_ path: some Sequence<UInt8>) -> Bool {
        path.withContiguousStorageIfAvailable(areResolved) ?? areResolved(path)
    }

    private static func areResolved(_ path: some Sequence<UInt8>) -> Bool {
        var (length, dots) = (0, 0)
        for byte in path {
            switch byte {
            case 0: return false
            case separator:
                if length == dots, length <= 2 { return false }
                (length, dots) = (0, 0)
            default:
                length += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        return length != dots || length > 2
    }

    package var segments: [Substring] { string.split(separator: "/") }
    /// Its last segment. Asked of every path by every locator, so nothing is split.
    package var name: Substring {
        let start = withBytes { $0.lastIndex(of: Self.separator).map { $0 + 1 } ?? 0 }
        return string[string.utf8.index(string.utf8.startIndex, offsetBy: start)...]
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

    package var isYAML: Bool { withBytes { $0.ends(with: ".yaml") || $0.ends(with: ".yml") } }
    package var isJSON: Bool { ends(with: ".json") }

    @inline(__always)
    func ends(with ending: StaticString) -> Bool { withBytes { $0.ends(with: ending) } }

    /// Every locator asks several questions of every path of a repository: they are asked of the bytes in place.
    @inline(__always)
    func withBytes<Answer>(_ question: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        if let answer = string.utf8.withContiguousStorageIfAvailable(question) { return answer }
        var copy = string
        return copy.withUTF8(question)
    }

    package static func < (a: RepositoryPath, b: RepositoryPath) -> Bool { a.string < b.string }
}
