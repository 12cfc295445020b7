import Synchronization
import YAMLSource

/// What somebody says of a file, and how they edit it: the engine, or a re-implementation with or without a fault.
protocol Reader: Sendable {
    /// The text and every scalar in it.
    func read(_ file: GeneratedFile) throws -> Reading
    /// The file's bytes with other values in some scalars, by their index.
    func edit(_ file: GeneratedFile, _ values: [Int: [UInt8]]) throws -> [UInt8]
}

/// A file as somebody reads it.
struct Reading: Equatable {
    struct Scalar: Equatable {
        var range: Range<Int>
        var value: [UInt8]
        var style: YAMLStyle
    }

    var scalars: [Scalar]
}

/// The engine.
struct Engine: Reader {
    func read(_ file: GeneratedFile) throws -> Reading {
        let stream = try YAMLStream(bytes: file.bytes)
        return Reading(
            scalars: stream.scalars.map { .init(range: $0.range, value: Array($0.valueBytes), style: $0.style) })
    }

    func edit(_ file: GeneratedFile, _ values: [Int: [UInt8]]) throws -> [UInt8] { try edit(file.bytes, values) }

    func edit(_ bytes: [UInt8], _ values: [Int: [UInt8]]) throws -> [UInt8] {
        let stream = try YAMLStream(bytes: bytes)
        let scalars = stream.scalars
        let edits = try values.map { try scalars[$0].replacingValue(with: String(decoding: $1, as: UTF8.self)) }
        return try YAMLEditing.apply(edits, to: stream)
    }
}

/// The engine where it reads no more than the lines of an edit; the whole engine for edits that need more.
final class LineEngine: Reader {
    private let whole = Engine()
    /// How many scalars were edited so.
    let byLines = Atomic(0)

    func read(_ file: GeneratedFile) throws -> Reading { try whole.read(file) }

    func edit(_ file: GeneratedFile, _ values: [Int: [UInt8]]) throws -> [UInt8] {
        let source = try SourceText(bytes: file.bytes)
        let replacements = values.mapValues { String(decoding: $0, as: UTF8.self) }.map { index, new in
            let place = file.places[index]
            let old = String(decoding: place.value, as: UTF8.self)
            return (index: index, replacement: ScalarReplacement(range: place.range, old: old, new: new))
        }
        let lines = replacements.filter { YAMLEditing.edited(source, by: [$0.replacement]) != nil }
        byLines.add(lines.count, ordering: .relaxed)
        guard !lines.isEmpty else { return try whole.edit(file, values) }
        guard let bytes = YAMLEditing.edited(source, by: lines.map(\.replacement)) else { throw Together() }
        let rest = values.filter { value in !lines.contains { $0.index == value.key } }
        return try whole.edit(bytes, rest)
    }

    /// What can be edited alone can be edited together.
    struct Together: Error {}
}
