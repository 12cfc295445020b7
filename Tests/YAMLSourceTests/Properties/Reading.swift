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

    func edit(_ file: GeneratedFile, _ values: [Int: [UInt8]]) throws -> [UInt8] {
        let stream = try YAMLStream(bytes: file.bytes)
        let scalars = stream.scalars
        let edits = try values.map { try scalars[$0].replacingValue(with: String(decoding: $1, as: UTF8.self)) }
        return try YAMLEditing.apply(edits, to: stream)
    }
}
