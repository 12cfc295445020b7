package import ImageModel
import Manifests

/// A pattern for `host/path`, one segment at a time.
///
/// `{name}` takes one segment and `{name...}` the rest, for rewrite rules; `*` stands for anything inside a segment and
/// `**` for any number of segments, for policies and holds.
package struct PathSegmentPattern: Hashable, Sendable {
    enum Segment: Hashable, Sendable {
        case literal(String)
        case glob(String)
        case anySegments
        case capture(String)
        case captureRest(String)
    }

    let segments: [Segment]
    package let text: String

    /// - Throws: ``PatternError`` for an empty pattern, a broken capture, or one that stands twice.
    package init(_ text: String) throws(PatternError) {
        var segments: [Segment] = []
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        for (position, part) in parts.enumerated() {
            segments.append(try Self.segment(part, isLast: position == parts.count - 1, of: text))
        }
        let names = segments.compactMap(\.captureName)
        guard Set(names).count == names.count else {
            throw PatternError("'\(text)' captures the same name twice")
        }
        self.segments = segments
        self.text = text
    }

    package var captures: [String] { segments.compactMap(\.captureName) }

    private static func segment(_ part: Substring, isLast: Bool, of text: String) throws(PatternError) -> Segment {
        guard !part.isEmpty else { throw PatternError("'\(text)' has an empty segment") }
        if part == "**" { return .anySegments }
        guard part.contains("{") || part.contains("}") else {
            return part.contains("*") ? .glob(String(part)) : .literal(String(part))
        }
        guard part.hasPrefix("{"), part.hasSuffix("}") else {
            throw PatternError("'\(part)' in '\(text)': a capture is a whole segment, as in {image}")
        }
        let inner = part.dropFirst().dropLast()
        let isRest = inner.hasSuffix("...")
        let name = isRest ? inner.dropLast(3) : inner
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            throw PatternError("'\(part)' in '\(text)': a capture's name is letters, digits and '_'")
        }
        guard !isRest || isLast else { throw PatternError("'\(part)' in '\(text)': {name...} stands at the end") }
        return isRest ? .captureRest(String(name)) : .capture(String(name))
    }

    /// The longest run of bytes that the last segment of every match holds; `nil` where it can be anything.
    package var lastWord: String? {
        switch segments.last {
        case .literal(let text): text
        case .glob(let text): text.split(separator: "*").max { $0.utf8.count < $1.utf8.count }.map(String.init)
        case .anySegments, .capture, .captureRest, nil: nil
        }
    }

    /// The captured segments, or `nil` where the repository does not match.
    package func match(_ repository: ImageRepository) -> [String: String]? {
        let parts = [repository.host] + repository.path.split(separator: "/").map(String.init)
        return Self.match(segments[...], parts[...])
    }

    package func matches(_ repository: ImageRepository) -> Bool { match(repository) != nil }

    private static func match(_ pattern: ArraySlice<Segment>, _ parts: ArraySlice<String>) -> [String: String]? {
        guard let first = pattern.first else { return parts.isEmpty ? [:] : nil }
        let rest = pattern.dropFirst()
        switch first {
        case .anySegments:
            for split in parts.startIndex...parts.endIndex {
                if let found = match(rest, parts[split...]) { return found }
            }
            return nil
        case .captureRest(let name):
            return parts.isEmpty ? nil : [name: parts.joined(separator: "/")]
        case .capture(let name):
            guard let part = parts.first, var found = match(rest, parts.dropFirst()) else { return nil }
            found[name] = part
            return found
        case .literal(let text):
            return parts.first == text ? match(rest, parts.dropFirst()) : nil
        case .glob(let text):
            guard let part = parts.first, Wildcard.matches(part, pattern: text) else { return nil }
            return match(rest, parts.dropFirst())
        }
    }
}

extension PathSegmentPattern.Segment {
    fileprivate var captureName: String? {
        switch self {
        case .capture(let name), .captureRest(let name): name
        case .literal, .glob, .anySegments: nil
        }
    }
}

/// Why a pattern cannot be read.
package struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
